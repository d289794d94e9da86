namespace NlpTransfer.Cli.Infrastructure;

/// <summary>Looks at where a result will go before any work is done for it.</summary>
internal static class OutputGuard
{
    /// <summary>Refuses a path at which something stands, unless it is to be replaced.</summary>
    /// <exception cref="UsageException">Something stands there.</exception>
    internal static void Check(string path, bool force)
    {
        if (force || path == "-")
            return;
        string? there = File.Exists(path) ? "file" : Directory.Exists(path) ? "folder" : null;
        if (there is not null)
            throw new UsageException($"{path}: the {there} exists; choose another name, or allow it to be replaced (--force).");
    }
}
