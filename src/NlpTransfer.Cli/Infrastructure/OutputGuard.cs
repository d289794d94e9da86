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
        if (File.Exists(path) || Directory.Exists(path))
            throw new UsageException($"{path} exists already; choose another name, or replace it with --force.");
    }
}
