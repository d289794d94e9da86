namespace NlpTransfer.Remapping;

/// <summary>A part of a model that has a row for each token of a vocabulary, and what config.json says of it.</summary>
internal sealed record VocabularySection
{
    /// <summary>The object of config.json that describes it; null where that is the whole file.</summary>
    public string? Name { get; init; }

    /// <summary>Keys of the number of rows; all but the first may be missing.</summary>
    public IReadOnlyList<string> SizeKeys { get; init; } = ["vocab_size"];

    /// <summary>What config.json has to say where it says nothing, because it would follow from a size that changes.</summary>
    public IReadOnlyDictionary<string, int> OtherSizes { get; init; } = new Dictionary<string, int>();

    /// <summary>Rows of its matrices; the tokenizer may have fewer ids.</summary>
    public required int Rows { get; init; }

    /// <summary>Names that tensors with a row a token can have in the file.</summary>
    public required IReadOnlyList<string> Tensors { get; init; }

    /// <summary>The id that fills its batches.</summary>
    public required int PaddingId { get; init; }

    /// <summary>Learnt positions that count from the padding id; null where they don't.</summary>
    public PositionRows? Positions { get; init; }

    /// <summary>Whether positions are computed from the padding id on, so that it has to stay what it is.</summary>
    public bool FixesPadding { get; init; }
}
