using System.CommandLine;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>Either the texts that stand on the command line, or the file of <c>--input</c>.</summary>
/// <param name="Texts">The texts; none where a file is named.</param>
/// <param name="File">The argument of <c>--input</c>, which a lone <c>-</c> stands for; null where texts are given.</param>
internal sealed record TextChoice(string[] Texts, string? File)
{
    /// <summary>Reads the choice.</summary>
    /// <exception cref="UsageException">There are neither texts nor an input, or both, a text is empty, or an option says how no input is read.</exception>
    internal static TextChoice Read(Invocation run, Argument<string[]> argument, Option<string?> input, DataOptions data)
    {
        string[] texts = run.Get(argument) ?? [];
        string? file = run.Get(input);
        if (texts is ["-"] && file is null)
            (texts, file) = ([], "-");
        if (texts.Length > 0 && file is not null)
            throw new UsageException("give texts or --input, not both.");
        if (texts.Length == 0 && file is null)
            throw new UsageException($"give a text in quotation marks, or a file with --input; see '{ParseFaults.FullName(run.Parsed.CommandResult)} --help'.");
        if (texts.FirstOrDefault(string.IsNullOrWhiteSpace) is not null)
            throw new UsageException("a text is empty.");
        if (file is null && data.GivenOption(run) is { } idle)
            throw new UsageException($"{idle.Name} says how --input is read, and there is none; leave it out.");
        return new TextChoice(texts, file);
    }
}
