namespace NlpTransfer;

/// <summary>Decides whether a folder may be made or replaced under a path.</summary>
internal static class FolderGuard
{
    /// <summary>Refuses what stands there and may not be replaced.</summary>
    /// <param name="given">The path as the user wrote it, for the message.</param>
    /// <param name="goal">The full path.</param>
    /// <param name="force">Whether a folder may be replaced.</param>
    /// <exception cref="UsageException">It may not be written.</exception>
    public static void Check(string given, string goal, bool force)
    {
        if (File.Exists(goal))
            throw new UsageException($"{given}: a file stands where a folder is to be written; choose another name.");
        if (!Directory.Exists(goal))
            return;
        if (!force)
            throw new UsageException($"{given}: the folder exists; choose another name, or allow it to be replaced (--force).");
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (Holds(goal, Environment.CurrentDirectory) || (home.Length > 0 && Holds(goal, home)))
            throw new UsageException($"{given}: this folder holds the current or the home folder and is never replaced; choose another name.");
    }

    private static bool Holds(string folder, string inner)
    {
        string relative = Path.GetRelativePath(folder, inner);
        return relative == "." || !(relative == ".." || relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) || Path.IsPathRooted(relative));
    }
}
