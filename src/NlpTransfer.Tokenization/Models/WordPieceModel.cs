using System.Text;
using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>
/// WordPiece as BERT runs it (Devlin et al. 2019): from the left the longest piece that fits, pieces within a word with a prefix;
/// a word that can't be written whole, or is too long, becomes one unknown token.
/// </summary>
public sealed partial record WordPieceModel : TokenModel
{
    internal const string Name = "WordPiece";

    private readonly NumberedPieces _pieces;
    private readonly int _continued;

    private WordPieceModel(NumberedPieces pieces, string unknown, string prefix, int longestWord)
    {
        _pieces = pieces;
        UnknownToken = unknown;
        ContinuingSubwordPrefix = prefix;
        MaxInputCharsPerWord = longestWord;
        _continued = pieces.Trie.Walk(PieceTrie.Root, prefix);
        UnknownId = PieceToId(unknown);
    }

    /// <inheritdoc/>
    public override string Type => Name;

    /// <summary>The piece for a word that can't be written.</summary>
    public string UnknownToken { get; }

    /// <summary>What a piece within a word begins with.</summary>
    public string ContinuingSubwordPrefix { get; }

    /// <summary>A longer word, in code points, is unknown.</summary>
    public int MaxInputCharsPerWord { get; }

    /// <inheritdoc/>
    public override int PieceCount => _pieces.Count;

    /// <inheritdoc/>
    public override int IdLimit => _pieces.IdLimit;

    /// <inheritdoc/>
    public override int? UnknownId { get; }

    /// <inheritdoc/>
    public override int? PieceToId(ReadOnlySpan<char> piece) => _pieces.Find(piece) is >= 0 and int id ? id : null;

    /// <inheritdoc/>
    public override string? IdToPiece(int id) => _pieces.Get(id);

    internal override void Tokenize(EncodingWorkspace workspace, TextSplit split)
    {
        ReadOnlySpan<char> text = workspace.PreTokenized.Buffer.Text.Slice(split.Start, split.Length);
        int first = workspace.Tokens.Count;
        if (!IsTooLong(text) && TryWrite(text, split.Start, workspace.Tokens))
            return;
        workspace.Tokens.RemoveRange(first, workspace.Tokens.Count - first);
        workspace.Tokens.Add(new(UnknownId ?? throw NoUnknownPiece(text), split.Start, split.Start + split.Length, false));
    }

    private bool IsTooLong(ReadOnlySpan<char> text)
    {
        if (text.Length <= MaxInputCharsPerWord)
            return false;
        int count = 0;
        foreach (Rune _ in text.EnumerateRunes())
            count++;
        return count > MaxInputCharsPerWord;
    }

    private bool TryWrite(ReadOnlySpan<char> text, int origin, List<PendingToken> tokens)
    {
        PieceTrie trie = _pieces.Trie;
        for (int start = 0; start < text.Length;)
        {
            int node = start == 0 ? PieceTrie.Root : _continued;
            int longest = start;
            int piece = -1;
            for (int end = start; node >= 0 && end < text.Length;)
            {
                node = trie.Step(node, text[end++]);
                if (node >= 0 && trie.PieceAt(node) is >= 0 and int found)
                    (longest, piece) = (end, found);
            }

            if (piece < 0)
                return false;
            tokens.Add(new(_pieces.IdAt(piece), origin + start, origin + longest, false));
            start = longest;
        }

        return true;
    }
}
