using System.Text.RegularExpressions;

namespace NlpTransfer.Core.Tests;

/// <summary>Translates into capitals, and does to the marks in a text what models do: drops, doubles, moves, mangles and invents them.</summary>
internal sealed partial class HostileTranslator(int fault, int choice) : ITextTranslator
{
    /// <summary>How many kinds of faults there are; 0 is none.</summary>
    public const int Faults = 14;

    public Task<IReadOnlyList<TextTranslation>> TranslateAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<TextTranslation>>([.. texts.Select((text, i) => new TextTranslation(Spoil(Capitals(text), choice + i), -1.5 - i, 1))]);

    private static string Capitals(string text) => text.ToUpperInvariant();

    private string Spoil(string text, int at)
    {
        string[] words = text.Split(' ');
        MatchCollection marks = Mark().Matches(text);
        Match? mark = marks.Count == 0 ? null : marks[at % marks.Count];
        return fault switch
        {
            1 => mark is null ? text : text.Remove(mark.Index, mark.Length),
            2 => mark is null ? text : text.Insert(mark.Index, mark.Value + " "),
            3 => string.Join(' ', words.Reverse()),
            4 => Mark().Replace(text, m => m.Value.Replace("{", "{ ", StringComparison.Ordinal).Replace("}", " }", StringComparison.Ordinal)),
            5 => Mark().Replace(text, m => m.Value.Replace('{', '(').Replace('}', ')')),
            6 => mark is null ? text : text.Remove(mark.Index, mark.Length).Insert(mark.Index, "{7}"),
            7 => text + " HTTP://EVIL.EXAMPLE/X",
            8 => at % 2 == 0 ? "" : "   ",
            9 => text.Insert(at % (text.Length + 1), "\u0007"),
            10 => marks.Count < 2 ? text : Mark().Replace(text, m => m.Value == marks[0].Value ? marks[^1].Value : m.Value == marks[^1].Value ? marks[0].Value : m.Value),
            11 => text + " " + text,
            12 => Mark().Replace(text, "｛9｝"),
            13 => at % 3 == 0 ? text + " {0}" : text,
            _ => text,
        };
    }

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Mark();
}
