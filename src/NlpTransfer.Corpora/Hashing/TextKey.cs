using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NlpTransfer.Corpora;

/// <summary>What texts are compared by: their normalised form, and 128-bit hashes (the head of SHA-256).</summary>
internal static class TextKey
{
    /// <summary>
    /// The text without what writers vary: NFKC, lower case, combining marks, punctuation, symbols and control characters dropped, white space as single blanks.
    /// A text of nothing else stays as it is, so that two emoji do not become equal. Marks are dropped in Latin, Greek, Cyrillic, Arabic and Hebrew, where they refine letters; elsewhere they are vowels.
    /// </summary>
    public static string Normalize(string text)
    {
        string even = TextNormalization.Normalize(TextNormalization.Normalize(text, NormalizationForm.FormKC).ToLowerInvariant(), NormalizationForm.FormD);
        var kept = new StringBuilder(even.Length);
        bool blank = false;
        foreach (Rune rune in even.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                blank = kept.Length > 0;
                continue;
            }

            if (!IsKept(rune))
                continue;
            if (blank)
                kept.Append(' ');
            blank = false;
            kept.Append(rune);
        }

        return kept.Length == 0 ? text.Trim() : TextNormalization.Normalize(kept.ToString(), NormalizationForm.FormC);
    }

    /// <summary>The hash of a text.</summary>
    public static UInt128 Hash(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    private static bool IsKept(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.OtherLetter => true,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => true,
        // The ʻokina and its like are letters, but writers put any apostrophe for them.
        UnicodeCategory.ModifierLetter => false,
        UnicodeCategory.SpacingCombiningMark => true,
        UnicodeCategory.NonSpacingMark => rune.Value is not ((>= 0x300 and <= 0x36F) or (>= 0x483 and <= 0x487) or (>= 0x591 and <= 0x5C7) or (>= 0x610 and <= 0x61A)
            or (>= 0x64B and <= 0x65F) or 0x670 or (>= 0x6D6 and <= 0x6ED) or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF)),
        _ => false,
    };
}
