using System.Text;
using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>The cleaning of BERT's basic tokenizer (Devlin et al. 2019): control characters out, spaces around Han characters, accents and case.</summary>
/// <param name="CleanText">Drops control characters and makes every white space a blank.</param>
/// <param name="HandleChineseChars">Puts blanks around Han characters.</param>
/// <param name="StripAccents">Drops accents; null does what <paramref name="Lowercase"/> does.</param>
/// <param name="Lowercase">Lower case.</param>
internal sealed record BertNormalizer(bool CleanText, bool HandleChineseChars, bool? StripAccents, bool Lowercase) : Normalizer
{
    public const string Name = "BertNormalizer";

    public override string Type => Name;

    internal static BertNormalizer Read(ComponentElement element) => new(
        element.Bool("clean_text", true),
        element.Bool("handle_chinese_chars", true),
        element.OptionalBool("strip_accents"),
        element.Bool("lowercase", true));

    internal override void Normalize(NormalizedText text)
    {
        if (CleanText)
            text.Rewrite(Clean);
        if (HandleChineseChars)
            text.Rewrite(SpaceHan);
        if (StripAccents ?? Lowercase)
        {
            UnicodeNormalization.Apply(text, compatibility: false, compose: false);
            text.Filter(static rune => !RuneClass.IsNonSpacingMark(rune));
        }

        if (Lowercase)
            text.Rewrite(LowercaseNormalizer.Lower);
    }

    internal override void WriteProperties(Utf8JsonWriter writer)
    {
        writer.WriteBoolean("clean_text", CleanText);
        writer.WriteBoolean("handle_chinese_chars", HandleChineseChars);
        if (StripAccents is { } strip)
            writer.WriteBoolean("strip_accents", strip);
        else
            writer.WriteNull("strip_accents");
        writer.WriteBoolean("lowercase", Lowercase);
    }

    private static void Clean(Rune rune, RuneWriter writer)
    {
        if (rune.Value is '\t' or '\n' or '\r')
            writer.Write(' ');
        else if (rune.Value is 0 or 0xFFFD || RuneClass.IsOther(rune))
            return;
        else if (RuneClass.IsWhiteSpace(rune))
            writer.Write(' ');
        else
            writer.Write(rune);
    }

    private static void SpaceHan(Rune rune, RuneWriter writer)
    {
        bool han = IsHan(rune.Value);
        if (han)
            writer.Write(' ');
        writer.Write(rune);
        if (han)
            writer.Write(' ');
    }

    private static bool IsHan(int code) => code is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2A6DF)
        or (>= 0x2A700 and <= 0x2B73F) or (>= 0x2B740 and <= 0x2B81F) or (>= 0x2B920 and <= 0x2CEAF) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0x2F800 and <= 0x2FA1F);
}
