using System.Text.RegularExpressions;
using CsCheck;

namespace NlpTransfer.Core.Tests;

/// <summary>Whatever a model does to marks, no placeholder is lost, doubled or changed, and nothing untranslated passes for a translation.</summary>
public sealed partial class PlaceholderPropertyTests
{
    // Letters and digits beside %s, $1 or an address make something else of it, hence the blanks.
    private static readonly string[] Kept =
    [
        "{0}", "{1}", "{name}", "{0:N2}", "{{user}}", "${x}", " %s ", "%1$s", " %d ", " %% ", " $1 ", "<b>", "</b>", "<i>", "</i>", "<br/>", "<br>", "<a href=\"x>y\">", "</a>", "<!-- no -->", "&amp;", "&#233;",
        " https://ex.org/a?b={id}&c=1 ", " me@ex.org ", "\u0001", "\t", "\r\n", "{n, plural, one {# file} other {# files}}", " %(count)d ", "<x:y z='1'>",
    ];

    private static readonly string[] Words = ["press", "the", "grüne", "and", "jẹ́", "file,", "it's", "done.", "(see", "below)", "a", "{", "<", "&", "$", "-", "5", " 100% "];

    private static readonly Gen<string> Text = Gen.Select(
        Gen.Frequency((3, One(Words)), (2, One(Kept))).Array[0, 9],
        One(" ", " ", " ", "").Array[9]).Select((items, seams) => string.Concat(items.Zip(seams, (item, seam) => item + seam)));

    private static Gen<string> One(params string[] items) => Gen.Int[0, items.Length - 1].Select(i => items[i]);

    [Fact]
    public void Translate_TenThousandHostileCases_PlaceholdersComeOutAsTheyWentIn() =>
        Gen.Select(Text.Array[1, 3], Gen.Int[0, HostileTranslator.Faults - 1], Gen.Int[0, 99]).Sample(Check, iter: 10_000);

    private static void Check(string[] texts, int fault, int choice)
    {
        var finder = new PlaceholderFinder(new PlaceholderProtectionOptions());
        IReadOnlyList<TextTranslation> translations = new PlaceholderProtectingTranslator(new HostileTranslator(fault, choice)).TranslateAsync(texts).GetAwaiter().GetResult();
        Assert.Equal(texts.Length, translations.Count);
        foreach ((string text, TextTranslation translation) in texts.Zip(translations))
        {
            Assert.Equal(finder.Find(text).Select(p => p.Text).Order(StringComparer.Ordinal), finder.Find(translation.Text).Select(p => p.Text).Order(StringComparer.Ordinal));
            Assert.Equal(Counts(text), Counts(translation.Text));
            if (Nests(text))
                Assert.True(Nests(translation.Text), $"{text} -> {translation.Text}");
            if (fault == 0)
                Assert.Equal(TranslationFlags.None, translation.Flags & TranslationFlags.Untranslated);
            // What is small stands untranslated.
            string bare = finder.Find(translation.Text).Aggregate(translation.Text, (rest, p) => Cut(rest, p.Text));
            if ((translation.Flags & TranslationFlags.Untranslated) == 0)
                Assert.DoesNotContain(bare, char.IsLower);
        }
    }

    // How often each kept thing stands in a text, by plain search.
    private static int[] Counts(string text) => [.. Kept.Where(kept => kept.Any(c => !char.IsLetter(c))).Select(kept => kept.Trim(' ')).Select(kept => (text.Length - text.Replace(kept, "", StringComparison.Ordinal).Length) / kept.Length)];

    private static string Cut(string text, string part) => text.IndexOf(part, StringComparison.Ordinal) is var at and >= 0 ? text.Remove(at, part.Length) : text;

    private static bool Nests(string text)
    {
        var open = new Stack<string>();
        foreach (Match tag in Tag().Matches(text.Replace("x>y", "xy", StringComparison.Ordinal)))
        {
            if (tag.Groups[1].Length == 0)
                open.Push(tag.Groups[2].Value);
            else if (!open.TryPop(out string? name) || name != tag.Groups[2].Value)
                return false;
        }

        return open.Count == 0;
    }

    [GeneratedRegex("<(/?)(b|i|a|x:y)(?: [^<>]*)?>")]
    private static partial Regex Tag();
}
