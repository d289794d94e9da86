namespace NlpTransfer.Tokenization;

/// <summary>What each piece of a SentencePiece vocabulary is for, by its id, and the user-defined ones as they are looked for in a text.</summary>
internal sealed class PieceKinds
{
    private readonly PieceKind[] _kinds;

    public PieceKinds(IEnumerable<SentencePieceEntry> pieces)
        : this(pieces.Select(piece => (piece.Text, piece.Kind)))
    {
    }

    private PieceKinds(IEnumerable<(string Text, PieceKind Kind)> pieces)
    {
        (string Text, PieceKind Kind)[] all = [.. pieces];
        _kinds = [.. all.Select(piece => piece.Kind)];
        string[] symbols = [.. all.Where(piece => piece.Kind == PieceKind.UserDefined).Select(piece => piece.Text)];
        UserDefined = symbols.Length > 0 ? new UserSymbols(symbols) : null;
    }

    /// <summary>The user-defined pieces, or null.</summary>
    public UserSymbols? UserDefined { get; }

    public PieceKind this[int id] => _kinds[id];

    public int Count => _kinds.Length;

    /// <summary>Whether a piece may stand for the text that it is.</summary>
    public bool IsText(int id) => _kinds[id] is PieceKind.Normal or PieceKind.UserDefined;

    /// <summary>The kinds of other pieces: those that were there before keep theirs, new ones are normal.</summary>
    public PieceKinds For(IEnumerable<string> pieces, Func<string, int?> oldId) =>
        new(pieces.Select(piece => (piece, oldId(piece) is { } id ? _kinds[id] : PieceKind.Normal)));

    public bool SameAs(PieceKinds? other) => other is not null && _kinds.AsSpan().SequenceEqual(other._kinds);
}
