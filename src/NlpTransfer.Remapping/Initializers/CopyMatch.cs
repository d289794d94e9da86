namespace NlpTransfer.Remapping;

/// <summary>When a new token counts as an old one.</summary>
public enum CopyMatch
{
    /// <summary>It is written with the very same characters, and they mean the same in both vocabularies.</summary>
    Exact,

    /// <summary>
    /// It is the same text in the same position of a word, however the vocabularies mark it (<c>##ing</c> and <c>ing</c>; <c>▁the</c>, <c>Ġthe</c> and <c>the</c>), or
    /// a special token that plays the same part (<c>&lt;pad&gt;</c> and <c>[PAD]</c>).
    /// </summary>
    Canonical,

    /// <summary>Also where case or position in a word differ (<c>▁To</c> and <c>to</c>), as FOCUS has it.</summary>
    Fuzzy,
}
