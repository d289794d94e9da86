namespace NlpTransfer.Tokenization;

/// <summary>What makes texts differ that look the same, counted over the running words of one language before anything is normalised.</summary>
public sealed record UnicodeReport
{
    /// <summary>Words that have a decomposed spelling and are composed (NFC).</summary>
    public required long ComposedWords { get; init; }

    /// <summary>Words that have a composed spelling and are not in it: decomposed (NFD), or a mixture.</summary>
    public required long DecomposedWords { get; init; }

    /// <summary>Letters that look alike and both occur, such as ی and ي, ک and ك, or the dot and the line below a letter; the rarer one is often a typing habit.</summary>
    public required IReadOnlyList<LookAlikeCount> LookAlikes { get; init; }

    /// <summary>Words that mix Latin letters with Cyrillic or Greek ones.</summary>
    public required long MixedScriptWords { get; init; }

    /// <summary>ʻOkina (U+02BB) in the texts.</summary>
    public required long Okina { get; init; }

    /// <summary>Apostrophes and quotation marks where an ʻokina may be meant: before a vowel, at the beginning of a word or after a vowel. Zero for languages that do not write it.</summary>
    public required long ApostrophesForOkina { get; init; }
}
