namespace NlpTransfer.Cli.Infrastructure;

/// <summary>Looks at the file of a report before any work is done for it.</summary>
internal static class ReportTarget
{
    private static readonly string[] Endings = [".html", ".md", ".json"];

    /// <summary>Refuses an ending that no report has, and a file that may not be replaced.</summary>
    /// <exception cref="UsageException">The ending is another one, or the file exists.</exception>
    internal static void Check(string path, bool force)
    {
        if (!Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
            throw new UsageException($"{path}: a report is written as .html, .md or .json; give a file with one of these endings.");
        OutputGuard.Check(path, force);
    }
}
