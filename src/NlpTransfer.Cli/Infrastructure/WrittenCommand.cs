namespace NlpTransfer.Cli.Infrastructure;

/// <summary>A command as it was written, for model cards.</summary>
internal static class WrittenCommand
{
    /// <summary>The words without what is this machine's alone: folders that begin at the root, and how the output was to look.</summary>
    internal static string Of(Invocation run) => "nlptransfer " + string.Join(' ', run.Parsed.Tokens
        .Select(token => WithoutFolders(token.Value))
        .Where(word => word is not ("--force" or "--quiet" or "-q" or "--json" or "--verbose" or "-v"))
        .Select(word => word.Contains(' ') ? $"\"{word}\"" : word));

    /// <summary><c>yor=/home/me/en.txt,/home/me/yo.txt</c> is <c>yor=en.txt,yo.txt</c>.</summary>
    private static string WithoutFolders(string word)
    {
        int at = word.IndexOf('=') + 1;
        return word[..at] + string.Join(',', word[at..].Split(',').Select(part =>
            Path.IsPathFullyQualified(part) ? Path.GetFileName(Path.TrimEndingDirectorySeparator(part)) : part));
    }
}
