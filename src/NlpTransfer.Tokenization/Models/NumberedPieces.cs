namespace NlpTransfer.Tokenization;

/// <summary>Pieces with ids of their own, which may have gaps: the vocabulary of the models whose files write <c>{"piece": id}</c>.</summary>
internal sealed partial class NumberedPieces
{
    private readonly PieceTable _pieces;
    private readonly int[] _ids;
    private readonly int[] _placeById;

    private NumberedPieces(PieceTable pieces, int[] ids, int[] placeById)
    {
        _pieces = pieces;
        _ids = ids;
        _placeById = placeById;
    }

    public int Count => _pieces.Count;

    /// <summary>Ids run from 0 to this, exclusively.</summary>
    public int IdLimit => _placeById.Length;

    /// <summary>The trie over the pieces; what it gives is turned into an id by <see cref="IdAt"/>.</summary>
    public PieceTrie Trie => _pieces.Trie;

    /// <summary>Numbers pieces by their places.</summary>
    /// <exception cref="UsageException">A piece stands there twice, or there is too much text.</exception>
    public static NumberedPieces Of(IReadOnlyList<string> pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        if (pieces.Sum(piece => (long)piece.Length) > PieceTrie.LargestText)
            throw new UsageException($"The vocabulary has more than {PieceTrie.LargestText} characters; use fewer pieces.");
        var builder = new PieceTable.Builder();
        foreach (string piece in pieces)
            builder.Add(piece);
        PieceTable table = builder.Build(out int duplicate);
        if (duplicate >= 0)
            throw new UsageException($"The vocabulary can't be used: piece {duplicate} ('{pieces[duplicate]}') is there already.");
        int[] ids = [.. Enumerable.Range(0, pieces.Count)];
        return new(table, ids, ids);
    }

    /// <summary>The id of what the trie found.</summary>
    public int IdAt(int place) => _ids[place];

    /// <summary>The id of a piece, or -1.</summary>
    public int Find(ReadOnlySpan<char> piece) => _pieces.Find(piece) is >= 0 and int place ? _ids[place] : -1;

    /// <summary>The piece of an id, or null.</summary>
    public string? Get(int id) => id >= 0 && id < _placeById.Length && _placeById[id] is >= 0 and int place ? _pieces.Get(place) : null;

    /// <summary>The text of an id that is used.</summary>
    public ReadOnlySpan<char> this[int id] => _pieces[_placeById[id]];

    /// <summary>Whether the same texts have the same ids.</summary>
    public bool SameAs(NumberedPieces other)
    {
        if (Count != other.Count || IdLimit != other.IdLimit)
            return false;
        for (int id = 0; id < IdLimit; id++)
        {
            bool used = _placeById[id] >= 0;
            if (used != other._placeById[id] >= 0 || (used && !this[id].SequenceEqual(other[id])))
                return false;
        }

        return true;
    }
}
