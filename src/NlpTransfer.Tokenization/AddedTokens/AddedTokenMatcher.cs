using System.Buffers;
using System.Text;

namespace NlpTransfer.Tokenization;

/// <summary>Finds added tokens in a text: at each place the longest one.</summary>
internal sealed class AddedTokenMatcher
{
    private readonly PieceTable _texts;
    private readonly AddedToken[] _tokens;
    private readonly SearchValues<char> _firstUnits;

    /// <summary>Creates a matcher of tokens under the texts that they are looked for by.</summary>
    public AddedTokenMatcher(IReadOnlyList<(AddedToken Token, string Text)> tokens)
    {
        // Two tokens may look alike once they are normalised: the one with the higher id is found.
        (AddedToken Token, string Text)[] distinct =
        [
            .. tokens.Where(token => token.Text.Length > 0).GroupBy(token => token.Text, StringComparer.Ordinal)
                .Select(group => group.OrderBy(token => token.Token.Id).Last()),
        ];
        var builder = new PieceTable.Builder();
        foreach ((_, string text) in distinct)
            builder.Add(text);
        _texts = builder.Build(out _);
        _tokens = [.. distinct.Select(token => token.Token)];
        _firstUnits = SearchValues.Create([.. distinct.Select(token => token.Text[0]).Distinct()]);
    }

    /// <summary>Finds the next token from a place on.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">Where the search begins; what lies before is taken.</param>
    /// <param name="token">The token found.</param>
    /// <param name="range">Its range, with the white space that it swallows.</param>
    public bool TryFind(ReadOnlySpan<char> text, int from, out AddedToken? token, out TokenRange range)
    {
        for (int start = from; start < text.Length; start++)
        {
            int skipped = text[start..].IndexOfAny(_firstUnits);
            if (skipped < 0)
                break;
            start += skipped;
            int found = Longest(text[start..], out int length);
            if (found < 0)
                continue;
            token = _tokens[found];
            if (token.SingleWord && IsInsideWord(text, start, start + length))
            {
                start += length - 1;
                continue;
            }

            range = Widen(text, from, new TokenRange(start, start + length), token);
            return true;
        }

        token = null;
        range = default;
        return false;
    }

    private static TokenRange Widen(ReadOnlySpan<char> text, int from, TokenRange range, AddedToken token)
    {
        int start = token.LStrip ? Math.Max(from, text[..range.Start].TrimEnd().Length) : range.Start;
        int end = token.RStrip ? text.Length - text[range.End..].TrimStart().Length : range.End;
        return new(start, end);
    }

    private static bool IsInsideWord(ReadOnlySpan<char> text, int start, int end)
    {
        bool before = start > 0 && Rune.DecodeLastFromUtf16(text[..start], out Rune last, out _) == OperationStatus.Done && RuneClass.IsWord(last);
        return before || (end < text.Length && Rune.DecodeFromUtf16(text[end..], out Rune next, out _) == OperationStatus.Done && RuneClass.IsWord(next));
    }

    private int Longest(ReadOnlySpan<char> text, out int length)
    {
        int found = -1;
        length = 0;
        int node = PieceTrie.Root;
        for (int i = 0; i < text.Length;)
        {
            node = _texts.Trie.Step(node, text[i++]);
            if (node < 0)
                break;
            if (_texts.Trie.PieceAt(node) is >= 0 and int piece)
                (found, length) = (piece, i);
        }

        return found;
    }
}
