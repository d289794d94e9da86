using System.CommandLine;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>One run of a command: what was parsed, where to write, and when to stop.</summary>
/// <param name="Parsed">The parsed command line.</param>
/// <param name="Terminal">Standard output and error.</param>
/// <param name="Cancellation">Cancelled by the first Ctrl-C.</param>
internal sealed record Invocation(ParseResult Parsed, Terminal Terminal, CancellationToken Cancellation)
{
    internal T? Get<T>(Option<T> option) => Parsed.GetValue(option);

    internal T? Get<T>(Argument<T> argument) => Parsed.GetValue(argument);

    /// <summary>Whether the user wrote the option, whatever its value.</summary>
    internal bool IsGiven(Option option) => Parsed.GetResult(option) is { Implicit: false };

    /// <summary>The command as it was written, without what is this machine's alone: the folders of absolute paths, and the options that change no result.</summary>
    internal string CommandLineText() => "nlptransfer " + string.Join(' ', Parsed.Tokens
        .Select(token => Shorten(token.Value))
        .Where(word => word is not ("--force" or "--quiet" or "-q" or "--json" or "--verbose" or "-v"))
        .Select(word => word.Contains(' ') ? $"\"{word}\"" : word));

    private static string Shorten(string word)
    {
        int equals = word.IndexOf('=', StringComparison.Ordinal);
        string path = word[(equals + 1)..];
        return Path.IsPathFullyQualified(path) ? word[..(equals + 1)] + Path.GetFileName(path) : word;
    }
}
