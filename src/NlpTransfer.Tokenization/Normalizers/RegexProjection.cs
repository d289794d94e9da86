using System.Globalization;
using System.Text;

namespace NlpTransfer.Tokenization;

/// <summary>
/// A text as regular expressions are to see it: .NET's look at code units, so that a letter beyond U+FFFF would be two characters and no letter. Each such
/// code point is shown as one of the basic plane that has the same general category, which is all that an expression can ask of it here.
/// </summary>
internal readonly struct RegexProjection
{
    /// <summary>A code point of each category that has members beyond the basic plane; U+FFFF, which is unassigned, stands for the others.</summary>
    private static readonly Dictionary<UnicodeCategory, char> Stand = new()
    {
        [UnicodeCategory.UppercaseLetter] = '\uA640',
        [UnicodeCategory.LowercaseLetter] = '\uA641',
        [UnicodeCategory.ModifierLetter] = '\uA717',
        [UnicodeCategory.OtherLetter] = '\uA000',
        [UnicodeCategory.NonSpacingMark] = '\uA66F',
        [UnicodeCategory.SpacingCombiningMark] = '\uA823',
        [UnicodeCategory.DecimalDigitNumber] = '\uA620',
        [UnicodeCategory.LetterNumber] = '\uA6E6',
        [UnicodeCategory.OtherNumber] = '\u3192',
        [UnicodeCategory.DashPunctuation] = '\u2E3A',
        [UnicodeCategory.OtherPunctuation] = '\uA673',
        [UnicodeCategory.CurrencySymbol] = '\uA838',
        [UnicodeCategory.ModifierSymbol] = '\uA716',
        [UnicodeCategory.MathSymbol] = '\u2A00',
        [UnicodeCategory.OtherSymbol] = '\uA490',
        [UnicodeCategory.Format] = '\u2064',
        [UnicodeCategory.PrivateUse] = '\uE000',
    };

    private readonly int[]? _places;
    private readonly char[]? _text;

    private RegexProjection(char[] text, int[] places)
    {
        _text = text;
        _places = places;
    }

    /// <summary>Whether the text is shown as it is.</summary>
    public bool IsPlain => _text is null;

    /// <summary>What is shown, where it is not the text itself.</summary>
    public ReadOnlySpan<char> Text => _text;

    /// <summary>The categories that have a stand-in.</summary>
    internal static IReadOnlyDictionary<UnicodeCategory, char> Stands => Stand;

    public static RegexProjection Of(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
            return default;
        int count = 0;
        foreach (Rune _ in text.EnumerateRunes())
            count++;
        var shown = new char[count];
        var places = new int[count + 1];
        int at = 0;
        int place = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            places[at] = place;
            shown[at++] = rune.IsBmp ? (char)rune.Value : Stand.GetValueOrDefault(Rune.GetUnicodeCategory(rune), '\uFFFF');
            place += rune.Utf16SequenceLength;
        }

        places[count] = place;
        return new(shown, places);
    }

    /// <summary>A range of what is shown as one of the text.</summary>
    public (int Start, int End) Back(int start, int end) => _places is null ? (start, end) : (_places[start], _places[end]);
}
