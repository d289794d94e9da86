using NlpTransfer.Corpora;

namespace NlpTransfer.Remapping;

/// <summary>What the user has of the new language. All of it may be missing, but extending needs text.</summary>
public sealed record RemapSources
{
    /// <summary>Plain text of the new language.</summary>
    public IReadOnlyList<TrimText> Texts { get; init; } = [];

    /// <summary>Plain text of a language that the model knows, for word vectors of it.</summary>
    public IReadOnlyList<TrimText> SourceTexts { get; init; } = [];

    /// <summary>A word list from a language that the model knows to the new one, as <see cref="LexiconFile"/> reads it; null for none.</summary>
    public string? LexiconPath { get; init; }

    /// <summary>Texts in a language that the model knows, with their translations into the new one.</summary>
    public IReadOnlyList<PairCorpus> Pairs { get; init; } = [];

    /// <summary>The files that were read, for nlptransfer.json.</summary>
    public IReadOnlyList<ProvenanceInput> Inputs { get; init; } = [];
}
