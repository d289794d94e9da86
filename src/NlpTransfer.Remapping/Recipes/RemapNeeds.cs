namespace NlpTransfer.Remapping;

/// <summary>What a recipe can't do without, beside the two vocabularies.</summary>
[Flags]
public enum RemapNeeds
{
    /// <summary>Nothing.</summary>
    Nothing = 0,

    /// <summary><see cref="RemapEvidence.Vectors"/>.</summary>
    Vectors = 1,

    /// <summary><see cref="RemapEvidence.SourceWords"/>, <see cref="RemapEvidence.TargetWords"/> and <see cref="RemapEvidence.WordMap"/>.</summary>
    WordMap = 2,

    /// <summary><see cref="RemapEvidence.Alignment"/>.</summary>
    Alignment = 4,

    /// <summary><see cref="RemapEvidence.Lexicon"/>.</summary>
    Lexicon = 8,
}
