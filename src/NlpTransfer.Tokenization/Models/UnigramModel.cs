using System.Runtime.InteropServices;

namespace NlpTransfer.Tokenization;

/// <summary>
/// The Unigram language model (Kudo 2018): a text becomes the pieces whose scores have the largest sum. What no piece begins with costs ten more than the
/// lowest score a character, and neighbouring unknown characters become one token, or the bytes' tokens where the vocabulary has them.
/// </summary>
public sealed partial record UnigramModel : TokenModel
{
    internal const string Name = "Unigram";

    private const double UnknownPenalty = 10;

    private readonly PieceTable _pieces;
    private readonly double[] _scores;
    private readonly double _unknownScore;
    private readonly int[]? _byteIds;
    private readonly PieceKinds? _kinds;
    private readonly float[]? _singles;
    private readonly float _unknownSingle;
    private readonly WordCache _cache = new();

    private UnigramModel(PieceTable pieces, double[] scores, int? unknownId, bool byteFallback, PieceKinds? kinds = null)
    {
        _kinds = kinds;
        _singles = SingleScores(scores, kinds, out _unknownSingle);
        _pieces = pieces;
        _scores = scores;
        UnknownId = unknownId;
        ByteFallback = byteFallback;
        _unknownScore = (scores.Length == 0 ? 0 : scores.Min()) - UnknownPenalty;
        _byteIds = byteFallback ? BytePieces.Find(pieces.Find) : null;
    }

    /// <inheritdoc/>
    public override string Type => Name;

    /// <inheritdoc/>
    public override int PieceCount => _pieces.Count;

    /// <inheritdoc/>
    public override int IdLimit => _pieces.Count;

    /// <inheritdoc/>
    public override int? UnknownId { get; }

    /// <summary>Whether an unknown character becomes the pieces <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c> of its UTF-8 bytes, where all of them are there.</summary>
    public bool ByteFallback { get; }

    /// <summary>What each piece is for, where the model runs as SentencePiece does; else null.</summary>
    internal PieceKinds? SentencePieceKinds => _kinds;

    /// <summary>The score of a piece.</summary>
    /// <param name="id">An id from 0 to <see cref="IdLimit"/>, exclusively.</param>
    /// <exception cref="ArgumentOutOfRangeException">The id is none.</exception>
    public double Score(int id) => id >= 0 && id < _scores.Length ? _scores[id] : throw new ArgumentOutOfRangeException(nameof(id));

    /// <inheritdoc/>
    public override int? PieceToId(ReadOnlySpan<char> piece) => _pieces.Find(piece) is >= 0 and int id ? id : null;

    /// <inheritdoc/>
    public override string? IdToPiece(int id) => id >= 0 && id < _pieces.Count ? _pieces.Get(id) : null;

    internal override void Tokenize(EncodingWorkspace workspace, TextSplit split)
    {
        ReadOnlySpan<char> text = workspace.PreTokenized.Buffer.Text.Slice(split.Start, split.Length);
        List<PendingToken> tokens = workspace.Tokens;

        // SentencePiece's sums run over the whole text, and rounding makes a word's best pieces depend on what stands before it.
        if (_singles is not null)
        {
            SearchSingle(text, workspace.Lattice);
            Collect(text, split.Start, workspace.Lattice, tokens);
            return;
        }

        if (text.Length > WordCache.LongestWord)
        {
            Search(text, workspace.Lattice);
            Collect(text, split.Start, workspace.Lattice, tokens);
            return;
        }

        if (_cache.TryAppend(text, split.Start, tokens, out ulong hash))
            return;
        int first = tokens.Count;
        Search(text, workspace.Lattice);
        Collect(text, split.Start, workspace.Lattice, tokens);
        _cache.Add(hash, text, split.Start, CollectionsMarshal.AsSpan(tokens)[first..]);
    }

    private void Search(ReadOnlySpan<char> text, ViterbiLattice lattice)
    {
        lattice.Reset(text.Length);
        double[] best = lattice.Scores;
        int[] starts = lattice.Starts;
        int[] pieces = lattice.Pieces;
        PieceTrie trie = _pieces.Trie;
        for (int start = 0; start < text.Length;)
        {
            int width = char.IsHighSurrogate(text[start]) ? 2 : 1;
            double here = best[start];
            bool single = false;
            int node = PieceTrie.Root;
            for (int end = start; end < text.Length;)
            {
                node = trie.Step(node, text[end++]);
                if (node < 0)
                    break;
                int piece = trie.PieceAt(node);
                if (piece < 0)
                    continue;
                single |= end - start == width;
                double score = here + _scores[piece];
                if (starts[end] < 0 || score > best[end])
                    (best[end], starts[end], pieces[end]) = (score, start, piece);
            }

            if (!single)
            {
                int end = start + width;
                double score = here + _unknownScore;
                if (starts[end] < 0 || score > best[end])
                    (best[end], starts[end], pieces[end]) = (score, start, UnknownId ?? -1);
            }

            start += width;
        }
    }

    /// <summary>Walks back along the best way, fusing neighbouring unknowns, and turns the tokens round.</summary>
    private void Collect(ReadOnlySpan<char> text, int origin, ViterbiLattice lattice, List<PendingToken> tokens)
    {
        int first = tokens.Count;
        int unknown = UnknownId ?? -1;
        for (int end = text.Length; end > 0;)
        {
            int start = lattice.Starts[end];
            int piece = lattice.Pieces[end];
            if (piece == unknown)
            {
                while (start > 0 && lattice.Pieces[start] == unknown)
                    start = lattice.Starts[start];
                AddUnknown(text[start..end], origin + start, tokens);
            }
            else
            {
                tokens.Add(new(piece, origin + start, origin + end, false));
            }

            end = start;
        }

        tokens.Reverse(first, tokens.Count - first);
    }

    private void AddUnknown(ReadOnlySpan<char> text, int start, List<PendingToken> tokens)
    {
        int end = start + text.Length;
        if (_kinds is null && _pieces.Find(text) is >= 0 and int whole)
        {
            tokens.Add(new(whole, start, end, false));
            return;
        }

        if (_byteIds is not null && BytePieces.TryAddReversed(_byteIds, text, start, tokens))
            return;
        tokens.Add(new(UnknownId ?? throw NoUnknownPiece(text), start, end, true));
    }
}
