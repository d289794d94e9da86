using System.Diagnostics.CodeAnalysis;

namespace NlpTransfer;

/// <summary>
/// A language, with script and region where they are given: BCP-47 (<c>yo</c>, <c>zh-Hant</c>, <c>pt-BR</c>), ISO 639-3 (<c>yor</c>) and
/// FLORES (<c>yor_Latn</c>) spellings of the same language are equal. The member of a macrolanguage that FLORES uses for the whole counts as the
/// macrolanguage (<c>swh_Latn</c> is <c>sw</c>), and so do deprecated codes (<c>iw</c> is <c>he</c>).
/// </summary>
public sealed record LanguageTag
{
    private LanguageTag(string iso6393, string? script, string? region)
    {
        Iso6393 = iso6393;
        Script = script ?? LanguageCodes.UsualScript(iso6393);
        Region = region;
    }

    /// <summary>The ISO 639-3 code: three lower-case letters.</summary>
    public string Iso6393 { get; }

    /// <summary>The ISO 15924 code of the script, such as <c>Latn</c>: the one given, else the usual one of the language; null where neither is known.</summary>
    public string? Script { get; }

    /// <summary>The ISO 3166-1 or UN M.49 code of the region where one was given.</summary>
    public string? Region { get; }

    /// <summary>The shortest BCP-47 tag: <c>yo</c>; the script stands in it where it is not the usual one.</summary>
    public string Bcp47
    {
        get
        {
            string tag = LanguageCodes.Shortest(Iso6393);
            if (Script is not null && Script != LanguageCodes.UsualScript(Iso6393))
                tag += "-" + Script;
            return Region is null ? tag : $"{tag}-{Region}";
        }
    }

    /// <summary>The FLORES code, such as <c>yor_Latn</c>; null where the script is not known. A region is not part of it.</summary>
    public string? Flores => Script is null ? null : $"{LanguageCodes.InFlores(Iso6393)}_{Script}";

    /// <summary>Reads a tag in any of the spellings; letter case does not matter, <c>-</c> and <c>_</c> are the same.</summary>
    /// <exception cref="UsageException">It is none of them.</exception>
    public static LanguageTag Parse(string text) => TryParse(text, out LanguageTag? tag) ? tag : throw new UsageException(
        $"'{text}' is not a language that is understood; write BCP-47 (yo, zh-Hant, pt-BR), ISO 639-3 (yor) or FLORES (yor_Latn).");

    /// <summary>Reads a tag in any of the spellings.</summary>
    /// <param name="text">The tag.</param>
    /// <param name="tag">What it says, or null.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out LanguageTag? tag)
    {
        tag = null;
        string[] parts = text?.Split('-', '_') ?? [];
        if (parts.Length is 0 or > 3 || parts[0].Length is not (2 or 3) || !parts[0].All(char.IsAsciiLetter))
            return false;
        string? language = LanguageCodes.Canonical(parts[0].ToLowerInvariant());
        int next = 1;
        string? script = null, region = null;
        if (next < parts.Length && parts[next].Length == 4 && parts[next].All(char.IsAsciiLetter))
            script = char.ToUpperInvariant(parts[next][0]) + parts[next++][1..].ToLowerInvariant();
        if (next < parts.Length && IsRegion(parts[next]))
            region = parts[next++].ToUpperInvariant();
        if (language is null || next < parts.Length)
            return false;
        tag = new LanguageTag(language, script, region);
        return true;
    }

    /// <summary>The shortest BCP-47 tag.</summary>
    public override string ToString() => Bcp47;

    private static bool IsRegion(string part) =>
        (part.Length == 2 && part.All(char.IsAsciiLetter)) || (part.Length == 3 && part.All(char.IsAsciiDigit));
}
