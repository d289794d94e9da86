namespace NlpTransfer.Tokenization;

public sealed partial record WordPieceModel
{
    /// <summary>Makes a model of a list of pieces.</summary>
    /// <param name="pieces">The pieces; the place of each is its id.</param>
    /// <param name="unknownToken">See <see cref="UnknownToken"/>.</param>
    /// <param name="continuingSubwordPrefix">See <see cref="ContinuingSubwordPrefix"/>.</param>
    /// <param name="maxInputCharsPerWord">See <see cref="MaxInputCharsPerWord"/>; at least 1.</param>
    /// <exception cref="UsageException">Pieces stand there twice, the unknown piece is missing or there is too much text.</exception>
    public static WordPieceModel Create(
        IReadOnlyList<string> pieces, string unknownToken = "[UNK]", string continuingSubwordPrefix = "##", int maxInputCharsPerWord = 100)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxInputCharsPerWord, 1);
        if (pieces.Sum(piece => (long)piece.Length) > PieceTrie.LargestText)
            throw new UsageException($"The vocabulary has more than {PieceTrie.LargestText} characters; use fewer pieces.");
        var builder = new PieceTable.Builder();
        foreach (string piece in pieces)
            builder.Add(piece);
        PieceTable table = builder.Build(out int duplicate);
        if (duplicate >= 0)
            throw new UsageException($"The vocabulary can't be used: piece {duplicate} ('{pieces[duplicate]}') is there already.");
        if (table.Find(unknownToken) < 0)
            throw new UsageException($"The vocabulary can't be used: the unknown piece '{unknownToken}' is missing.");
        int[] ids = [.. Enumerable.Range(0, pieces.Count)];
        return new(table, ids, ids, unknownToken, continuingSubwordPrefix, maxInputCharsPerWord);
    }

    /// <summary>The same model with other pieces.</summary>
    /// <param name="pieces">The pieces; the place of each is its new id.</param>
    /// <exception cref="UsageException">As for <see cref="Create"/>.</exception>
    public WordPieceModel WithPieces(IReadOnlyList<string> pieces) => Create(pieces, UnknownToken, ContinuingSubwordPrefix, MaxInputCharsPerWord);

    /// <summary>Compares by vocabulary.</summary>
    public bool Equals(WordPieceModel? other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (other is null || UnknownToken != other.UnknownToken || ContinuingSubwordPrefix != other.ContinuingSubwordPrefix
            || MaxInputCharsPerWord != other.MaxInputCharsPerWord || IdLimit != other.IdLimit)
            return false;
        for (int id = 0; id < IdLimit; id++)
        {
            if (IdToPiece(id) != other.IdToPiece(id))
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(PieceCount, UnknownToken, ContinuingSubwordPrefix, MaxInputCharsPerWord);
}
