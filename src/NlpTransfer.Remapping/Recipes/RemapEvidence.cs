namespace NlpTransfer.Remapping;

/// <summary>What there is to express new tokens by, beside the two vocabularies. All of it may be missing.</summary>
public sealed record RemapEvidence
{
    /// <summary>Vectors of the new tokens, trained on text of the new language; null where there is no text.</summary>
    public TokenVectors? Vectors { get; init; }

    /// <summary>Words of the language that the model knows; null where there is no text of it.</summary>
    public WordVectors? SourceWords { get; init; }

    /// <summary>Words of the new language; null where there is no text.</summary>
    public WordVectors? TargetWords { get; init; }

    /// <summary>The orthogonal matrix from <see cref="SourceWords"/> to <see cref="TargetWords"/>; null where no lexicon leads from one to the other.</summary>
    public float[,]? WordMap { get; init; }

    /// <summary>A word list; null where there is none.</summary>
    public Lexicon? Lexicon { get; init; }

    /// <summary>What the new tokens are aligned with in parallel text; null where there is none.</summary>
    public WordAlignmentTable? Alignment { get; init; }

    /// <summary>What random rows follow from. Default 1.</summary>
    public ulong Seed { get; init; } = 1;
}
