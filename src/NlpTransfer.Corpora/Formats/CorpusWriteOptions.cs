namespace NlpTransfer.Corpora;

/// <summary>How a corpus is written.</summary>
public sealed record CorpusWriteOptions
{
    /// <summary>
    /// The columns to write, in this order: <c>id</c>, <c>group</c>, <c>language</c>, <c>split</c>, <c>label</c>, <c>text</c>, or the name of a column in
    /// <see cref="CorpusRow.Other"/>. Null, the default, writes those that any of the first 4,096 rows has; a later row with another one is an error
    /// in formats with a header, so that nothing is dropped without a word.
    /// </summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Whether rows are pairs, whose two columns stand in <see cref="CorpusRow.Other"/> in place of a text; <see cref="PairWriter"/> sets it.</summary>
    internal bool Pairs { get; init; }
}
