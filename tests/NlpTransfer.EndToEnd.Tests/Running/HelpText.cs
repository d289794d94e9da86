namespace NlpTransfer.EndToEnd.Tests;

/// <summary>The help of one command, taken apart.</summary>
internal sealed record HelpText(string Command, IReadOnlyList<string> Verbs, IReadOnlyList<string> Options, IReadOnlyList<string> Arguments, IReadOnlyList<string> Examples)
{
    private static readonly Lazy<IReadOnlyList<HelpText>> Found = new(() => [.. Walk("")]);

    /// <summary>The help of every command that does something, found by walking the program's own help.</summary>
    public static IReadOnlyList<HelpText> Commands => Found.Value;

    private static IEnumerable<HelpText> Walk(string command)
    {
        HelpText help = Of(command);
        // A word that only gathers verbs has no example of its own.
        if (help.Verbs.Count == 0 || help.Examples.Count > 0)
            yield return help;
        foreach (HelpText below in help.Verbs.SelectMany(verb => Walk($"{command} {verb}".Trim())))
            yield return below;
    }

    private static HelpText Of(string command)
    {
        string text = BuiltProgram.Run([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]).Succeeds().Output;
        string[] options =
        [
            .. Lines(text, "Options").SelectMany(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries)[0].Split(", "))
                .Select(word => word.Split(' ')[0])
                .Where(word => word.StartsWith("--", StringComparison.Ordinal)),
        ];
        return new HelpText(
            command,
            [.. Lines(text, "Commands").Select(FirstWord)],
            [.. options.Except(["--help", "--version"])],
            [.. Lines(text, "Arguments").Select(FirstWord)],
            [.. Lines(text, "Examples")]);
    }

    private static string FirstWord(string line) => line.Split(' ')[0].Split(',')[0];

    /// <summary>The entries of a section: what is indented by two blanks; deeper lines go on with the description before.</summary>
    private static IEnumerable<string> Lines(string text, string section) => text.Split('\n')
        .SkipWhile(line => line != section + ":").Skip(1)
        .TakeWhile(line => line.Length > 0)
        .Where(line => line.Length > 2 && line[2] != ' ')
        .Select(line => line[2..]);
}
