namespace NlpTransfer.Cli.Infrastructure;

/// <summary>A command as it was written, for model cards.</summary>
internal static class WrittenCommand
{
    /// <summary>The words without what is this machine's alone.</summary>
    internal static string Of(Invocation run) => "nlptransfer " + string.Join(' ', run.Parsed.Tokens
        .Select(token => Path.IsPathFullyQualified(token.Value) ? Path.GetFileName(Path.TrimEndingDirectorySeparator(token.Value)) : WithoutFolder(token.Value))
        .Where(word => word is not ("--force" or "--quiet" or "-q" or "--json" or "--verbose" or "-v"))
        .Select(word => word.Contains(' ') ? $"\"{word}\"" : word));

    /// <summary><c>yor=/home/me/text.txt</c> without the folder.</summary>
    private static string WithoutFolder(string word) =>
        word.IndexOf('=') is > 0 and int at && Path.IsPathFullyQualified(word[(at + 1)..]) ? word[..(at + 1)] + Path.GetFileName(word) : word;
}
