using System.Globalization;
using System.Text;

namespace NlpTransfer.Tokenization;

/// <summary>
/// A normalisation as replacements, for formats that know nothing else: every character that changes, the sequences that compose, and the most used marks in
/// another than the canonical order. Rarer sequences stay as they are, as they do with SentencePiece's own rules.
/// </summary>
internal static class NormalizationRules
{
    private const string FrequentMarks = "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030A\u030B\u030C\u0323\u0324\u0327\u0328\u0331";
    private const string Spaces = "\t\n\v\f\r\u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000";

    /// <summary>The replacements of a normalisation; white space becomes a blank.</summary>
    public static IReadOnlyDictionary<string, string> Of(TokenizerNormalization normalization, bool lowercase)
    {
        var rules = new Dictionary<string, string>();
        Func<string, string> normalize = Normalizer(normalization, lowercase);
        for (int code = 1; code <= 0x10FFFF; code++)
        {
            if (!Rune.TryCreate(code, out Rune rune) || IsUnchangeable(code))
                continue;
            string text = rune.ToString();
            Add(rules, text, normalize(text));
            if (normalization != TokenizerNormalization.None && code is >= 0xC0 and not (>= 0xAC00 and < 0xD7A4))
                AddSequences(rules, text, normalize);
        }

        foreach (char space in Spaces)
            rules[space.ToString()] = " ";
        return rules;
    }

    /// <summary>Ideographs, private and unassigned planes: tens of thousands of characters that no normalisation touches.</summary>
    private static bool IsUnchangeable(int code) =>
        code is (>= 0x3400 and < 0x4DC0) or (>= 0x4E00 and < 0xA000) or (>= 0xE000 and < 0xF900) or (>= 0x20000 and < 0x2F800) or >= 0x2FA20;

    private static Func<string, string> Normalizer(TokenizerNormalization normalization, bool lowercase)
    {
        NormalizationForm? form = normalization switch
        {
            TokenizerNormalization.Nfc => NormalizationForm.FormC,
            TokenizerNormalization.Nfd => NormalizationForm.FormD,
            TokenizerNormalization.Nfkc => NormalizationForm.FormKC,
            _ => null,
        };
        return text =>
        {
            string normal = form is { } known ? TextNormalization.Normalize(text, known) : text;
            return lowercase ? string.Concat(normal.EnumerateRunes().Select(Lower)) : normal;
        };
    }

    private static string Lower(Rune rune) => rune.Value == 0x130 ? "i\u0307" : Rune.ToLowerInvariant(rune).ToString();

    /// <summary>The spellings of a composed letter, and the letter with one more mark.</summary>
    private static void AddSequences(Dictionary<string, string> rules, string letter, Func<string, string> normalize)
    {
        string whole = TextNormalization.Normalize(letter, NormalizationForm.FormD);
        if (whole == letter || TextNormalization.Normalize(letter, NormalizationForm.FormC) != letter)
            return;
        string normal = normalize(letter);
        Add(rules, whole, normal);
        if (IsMark(whole[^1]) && whole.Length > 2)
        {
            Add(rules, TextNormalization.Normalize(whole[..^1], NormalizationForm.FormC) + whole[^1], normal);
            string swapped = whole[..^2] + whole[^1] + whole[^2];
            Add(rules, swapped, normalize(swapped));
            swapped = TextNormalization.Normalize(whole[..^2] + whole[^1], NormalizationForm.FormC) + whole[^2];
            Add(rules, swapped, normalize(swapped));
        }

        foreach (char mark in whole[0] < 0x250 ? FrequentMarks : "")
        {
            AddMarked(rules, letter, mark, normalize);
            AddMarked(rules, whole, mark, normalize);
        }
    }

    /// <summary>A letter with a mark, unless it becomes what its parts become.</summary>
    private static void AddMarked(Dictionary<string, string> rules, string letter, char mark, Func<string, string> normalize)
    {
        string normal = normalize(letter + mark);
        if (normal != normalize(letter) + mark)
            Add(rules, letter + mark, normal);
    }

    private static bool IsMark(char unit) => CharUnicodeInfo.GetUnicodeCategory(unit) == UnicodeCategory.NonSpacingMark;

    private static void Add(Dictionary<string, string> rules, string text, string normal)
    {
        if (text != normal)
            rules.TryAdd(text, normal);
    }
}
