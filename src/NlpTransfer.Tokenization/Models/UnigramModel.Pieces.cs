namespace NlpTransfer.Tokenization;

public sealed partial record UnigramModel
{
    /// <summary>Makes a model of a list of pieces.</summary>
    /// <param name="pieces">The pieces; the place of each is its id.</param>
    /// <param name="unknown">The piece for what the others can't express, or null for none.</param>
    /// <param name="byteFallback">See <see cref="ByteFallback"/>.</param>
    /// <exception cref="UsageException">Pieces stand there twice, scores are not finite, the unknown piece is missing or there is too much text.</exception>
    public static UnigramModel Create(IReadOnlyList<UnigramPiece> pieces, string? unknown, bool byteFallback = false)
    {
        var faults = new List<string>();
        var builder = new PieceTable.Builder();
        var scores = new double[pieces.Count];
        long characters = 0;
        for (int id = 0; id < pieces.Count; id++)
        {
            if (!double.IsFinite(pieces[id].Score))
                faults.Add($"piece {id} ('{pieces[id].Text}') has no finite score");
            characters += pieces[id].Text.Length;
            if (characters > PieceTrie.LargestText)
                throw new UsageException($"The vocabulary has more than {PieceTrie.LargestText} characters; use fewer pieces.");
            builder.Add(pieces[id].Text);
            scores[id] = pieces[id].Score;
        }

        PieceTable table = builder.Build(out int duplicate);
        if (duplicate >= 0)
            faults.Add($"piece {duplicate} ('{pieces[duplicate].Text}') is there already");
        int? unknownId = unknown is null || duplicate >= 0 ? null : table.Find(unknown) is >= 0 and int found ? found : null;
        if (unknown is not null && unknownId is null && duplicate < 0)
            faults.Add($"the unknown piece '{unknown}' is missing");
        return faults.Count == 0
            ? new(table, scores, unknownId, byteFallback)
            : throw new UsageException($"The vocabulary can't be used: {string.Join("; ", faults)}.");
    }

    /// <summary>All pieces with their scores, in the order of their ids.</summary>
    public IReadOnlyList<UnigramPiece> GetPieces()
    {
        var pieces = new UnigramPiece[_pieces.Count];
        for (int id = 0; id < pieces.Length; id++)
            pieces[id] = new(_pieces.Get(id), _scores[id]);
        return pieces;
    }

    /// <summary>The same model with other pieces: the unknown piece keeps its text and takes the id that the list gives it.</summary>
    /// <param name="pieces">The pieces; the place of each is its new id.</param>
    /// <exception cref="UsageException">As for <see cref="Create"/>.</exception>
    public UnigramModel WithPieces(IReadOnlyList<UnigramPiece> pieces)
    {
        UnigramModel model = Create(pieces, UnknownId is { } id ? IdToPiece(id) : null, ByteFallback);
        return _kinds is null ? model : new(model._pieces, model._scores, model.UnknownId, ByteFallback, _kinds.For(pieces.Select(piece => piece.Text), piece => PieceToId(piece)));
    }

    /// <summary>Compares by vocabulary.</summary>
    public bool Equals(UnigramModel? other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (other is null || (_kinds is null ? other._kinds is not null : !_kinds.SameAs(other._kinds)) || UnknownId != other.UnknownId || ByteFallback != other.ByteFallback || !_scores.AsSpan().SequenceEqual(other._scores))
            return false;
        for (int id = 0; id < _pieces.Count; id++)
        {
            if (!_pieces[id].SequenceEqual(other._pieces[id]))
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(PieceCount, UnknownId, ByteFallback);
}
