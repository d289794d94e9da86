namespace NlpTransfer.Cli.Infrastructure;

/// <summary>What <c>--notice</c> names: text for the model card.</summary>
internal static class NoticeFile
{
    /// <summary>The text; null where no file was named.</summary>
    /// <exception cref="UsageException">There is no such file.</exception>
    internal static string? Read(string? path)
    {
        if (path is null)
            return null;
        return File.Exists(path) ? File.ReadAllText(path) : throw new UsageException($"{path}: there is no such file for --notice; check the path.");
    }
}
