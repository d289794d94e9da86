namespace NlpTransfer;

/// <summary>Follows paths that stand in a model folder's own files, and none that leads out of the folder.</summary>
internal static class FolderPaths
{
    /// <summary>The full path of something inside a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="relative">What the file says; empty stands for the folder itself.</param>
    /// <param name="place">File and key that say it, for the message.</param>
    /// <exception cref="ModelFormatException">It leads out of the folder.</exception>
    public static string Inside(string folder, string relative, string place)
    {
        bool leaves = relative.Contains('\\') || relative.Contains(':') || relative.Contains('\0') || relative.StartsWith('/')
            || relative.Split('/').Contains("..");
        return leaves
            ? throw new ModelFormatException($"{place} is '{relative}', which leads out of the model's folder; it is not followed.")
            : Path.Combine(folder, relative);
    }
}
