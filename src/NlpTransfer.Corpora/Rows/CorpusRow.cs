namespace NlpTransfer.Corpora;

/// <summary>One row of a corpus: a text and what is known about it.</summary>
/// <param name="Text">The text, as it stands in the file: not normalised, not trimmed.</param>
public sealed record CorpusRow(string Text)
{
    /// <summary>The class the text belongs to, or null where there is none.</summary>
    public string? Label { get; init; }

    /// <summary>The language of the text: the row's own, or the one given for the whole file; null where neither is known.</summary>
    public string? Language { get; init; }

    /// <summary>The part of the corpus (<c>train</c>, <c>dev</c>, <c>test</c>) that the row belongs to, from its column or its file; null where unknown.</summary>
    public string? Split { get; init; }

    /// <summary>What ties rows together that must not be torn apart by a split: translations of one sentence, sentences of one document.</summary>
    public string? Group { get; init; }

    /// <summary>The row's own identifier, or null.</summary>
    public string? Id { get; init; }

    /// <summary>Where the row was read; null for rows made in memory.</summary>
    public RowPosition? Position { get; init; }

    /// <summary>Text and translation, when <see cref="PairCorpus"/> reads the row.</summary>
    internal TextPair? Pair { get; init; }

    /// <summary>All other columns by name, in file order, when <see cref="CorpusReadOptions.KeepOtherColumns"/> asks for them; otherwise empty.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Other { get; init; } = [];
}
