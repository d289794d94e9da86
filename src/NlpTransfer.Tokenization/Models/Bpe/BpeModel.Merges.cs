namespace NlpTransfer.Tokenization;

public sealed partial record BpeModel
{
    /// <summary>The same model with more characters and merges. The new merges come after all old ones, so that text is first merged as before.</summary>
    /// <param name="characters">Pieces of one character that the model lacks; they follow the old pieces.</param>
    /// <param name="merges">The merges, first learnt first; what they make are pieces that follow the characters in this order.</param>
    /// <returns>A model of merges; one that was read from a SentencePiece file can no longer be written as such a file.</returns>
    /// <exception cref="UsageException">A piece is there already, a merge's part is missing, or the old ids have a gap.</exception>
    public BpeModel WithMerges(IReadOnlyList<string> characters, IReadOnlyList<BpeMerge> merges)
    {
        ArgumentNullException.ThrowIfNull(characters);
        ArgumentNullException.ThrowIfNull(merges);
        string[] old = [.. Enumerable.Range(0, IdLimit).Select(id => IdToPiece(id) ?? throw new UsageException($"The vocabulary has no piece of id {id}, and pieces can be added only after a list without gaps."))];
        return new BpeModel([.. old, .. characters, .. merges.Select(Product)], [.. TextMerges(), .. merges], Options);
    }

    /// <summary>The piece that a merge makes.</summary>
    /// <param name="merge">Two pieces.</param>
    public string Product(BpeMerge merge) => Options.ContinuingSubwordPrefix is { } prefix && merge.Right.StartsWith(prefix, StringComparison.Ordinal)
        ? merge.Left + merge.Right[prefix.Length..]
        : merge.Left + merge.Right;
}
