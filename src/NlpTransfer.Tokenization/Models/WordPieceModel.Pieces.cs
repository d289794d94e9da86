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
        NumberedPieces table = NumberedPieces.Of(pieces);
        if (table.Find(unknownToken) < 0)
            throw new UsageException($"The vocabulary can't be used: the unknown piece '{unknownToken}' is missing.");
        return new(table, unknownToken, continuingSubwordPrefix, maxInputCharsPerWord);
    }

    /// <summary>The same model with other pieces.</summary>
    /// <param name="pieces">The pieces; the place of each is its new id.</param>
    /// <exception cref="UsageException">As for <see cref="Create"/>.</exception>
    public WordPieceModel WithPieces(IReadOnlyList<string> pieces) => Create(pieces, UnknownToken, ContinuingSubwordPrefix, MaxInputCharsPerWord);

    /// <summary>Compares by vocabulary.</summary>
    public bool Equals(WordPieceModel? other) => ReferenceEquals(this, other) || (other is not null && UnknownToken == other.UnknownToken
        && ContinuingSubwordPrefix == other.ContinuingSubwordPrefix && MaxInputCharsPerWord == other.MaxInputCharsPerWord && _pieces.SameAs(other._pieces));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(PieceCount, UnknownToken, ContinuingSubwordPrefix, MaxInputCharsPerWord);
}
