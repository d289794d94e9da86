using System.Buffers;

namespace NlpTransfer.Tokenization;

/// <summary>User-defined symbols, found where they stand: at each place the longest.</summary>
internal sealed class UserSymbols
{
    private readonly PieceTable _table;
    private readonly SearchValues<char> _firstUnits;

    public UserSymbols(IReadOnlyList<string> symbols)
    {
        var builder = new PieceTable.Builder();
        foreach (string symbol in symbols)
            builder.Add(symbol);
        _table = builder.Build(out _);
        HasInnerBlank = symbols.Any(symbol => BpeProducts.HasInnerBlank(symbol));
        _firstUnits = SearchValues.Create([.. symbols.Select(symbol => symbol[0]).Distinct()]);
    }

    /// <summary>Whether one of them reaches over the beginning of a word.</summary>
    public bool HasInnerBlank { get; }

    /// <summary>Where the first unit stands that a symbol may begin with, or -1.</summary>
    public int Begin(ReadOnlySpan<char> text) => text.IndexOfAny(_firstUnits);

    /// <summary>Length of the longest symbol that a text begins with, or 0.</summary>
    public int Match(ReadOnlySpan<char> text)
    {
        if (!_firstUnits.Contains(text[0]))
            return 0;
        int length = 0;
        int node = PieceTrie.Root;
        for (int i = 0; i < text.Length;)
        {
            node = _table.Trie.Step(node, text[i++]);
            if (node < 0)
                break;
            if (_table.Trie.PieceAt(node) >= 0)
                length = i;
        }

        return length;
    }
}
