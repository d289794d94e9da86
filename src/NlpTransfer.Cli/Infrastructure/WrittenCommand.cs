namespace NlpTransfer.Cli.Infrastructure;

/// <summary>A command as it was written, for model cards.</summary>
internal static class WrittenCommand
{
    /// <summary>The words without what is this machine's alone: folders that begin at the root, how the output was to look, and where the run stopped on the way.</summary>
    internal static string Of(Invocation run) => "nlptransfer " + string.Join(' ', ThatChangeTheResult(run.Parsed.Tokens.Select(token => token.Value))
        .Select(WithoutFolders)
        .Select(word => word.Contains(' ') ? $"\"{word}\"" : word));

    private static IEnumerable<string> ThatChangeTheResult(IEnumerable<string> words)
    {
        bool skip = false;
        foreach (string word in words)
        {
            bool isValue = skip;
            skip = word is "--checkpoint-every" or "--keep-checkpoints" or "--snapshots";
            if (!isValue && !skip && word is not ("--force" or "--resume" or "--quiet" or "-q" or "--json" or "--verbose" or "-v"))
                yield return word;
        }
    }

    /// <summary><c>yor=/home/me/en.txt,/home/me/yo.txt</c> is <c>yor=en.txt,yo.txt</c>.</summary>
    private static string WithoutFolders(string word)
    {
        int at = word.IndexOf('=') + 1;
        return word[..at] + string.Join(',', word[at..].Split(',').Select(part =>
            Path.IsPathFullyQualified(part) ? Path.GetFileName(Path.TrimEndingDirectorySeparator(part)) : part));
    }
}
