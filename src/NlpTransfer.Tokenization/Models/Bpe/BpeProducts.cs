using System.Text;

namespace NlpTransfer.Tokenization;

/// <summary>Collects merges while they are read, and finds what each makes.</summary>
internal sealed class BpeProducts(NumberedPieces pieces, string prefix)
{
    private readonly List<int> _left = [];
    private readonly List<int> _right = [];
    private readonly List<int> _product = [];
    private readonly List<int> _rank = [];
    private readonly Dictionary<int, int> _characters = [];
    private char[] _text = new char[64];

    /// <summary>Number of merges so far.</summary>
    public int Count => _left.Count;

    /// <summary>The symbols of characters that are no pieces, by code point.</summary>
    public IReadOnlyDictionary<int, int> Characters => _characters;

    /// <summary>Whether a merge makes a piece with a visible blank behind another character: then a blank does not part words.</summary>
    public bool CrossesBlank { get; private set; }

    /// <summary>Adds a merge.</summary>
    /// <returns>Null, or what is wrong with it.</returns>
    public string? Add(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        int leftId = pieces.Find(left);
        int rightId = pieces.Find(right);
        if (leftId < 0 || rightId < 0)
            return $"has the part '{(leftId < 0 ? left : right)}', which is not in the vocabulary.";
        ReadOnlySpan<char> tail = prefix.Length > 0 && right.StartsWith(prefix, StringComparison.Ordinal) ? right[prefix.Length..] : right;
        int length = left.Length + tail.Length;
        if (length > _text.Length)
            _text = new char[length * 2];
        left.CopyTo(_text);
        tail.CopyTo(_text.AsSpan(left.Length));
        ReadOnlySpan<char> whole = _text.AsSpan(0, length);
        int product = pieces.Find(whole);
        if (product < 0)
            return $"joins '{left}' and '{right}' into '{whole}', which is not in the vocabulary.";
        if (product == leftId || product == rightId)
            return $"joins '{left}' and '{right}' into one of the two, which would never end.";
        Add(leftId, rightId, product, _left.Count);
        return null;
    }

    /// <summary>Adds a merge by ids; merges of the same rank are made from the left.</summary>
    public void Add(int left, int right, int product, int rank)
    {
        _left.Add(left);
        _right.Add(right);
        _product.Add(product);
        _rank.Add(rank);
        CrossesBlank |= HasInnerBlank(pieces[product]);
    }

    /// <summary>
    /// The symbol of a character that is no piece but part of one, so that it can be merged: a number above the ids. It is unknown if it is left over.
    /// </summary>
    public int CharacterSymbol(Rune character)
    {
        if (!_characters.TryGetValue(character.Value, out int symbol))
            _characters[character.Value] = symbol = pieces.IdLimit + _characters.Count;
        return symbol;
    }

    /// <summary>Whether a text has a visible blank behind another character.</summary>
    public static bool HasInnerBlank(ReadOnlySpan<char> text) => text.TrimStart('▁').Contains('▁');

    /// <summary>The merges, earliest first, and the table of them.</summary>
    public (int[] Left, int[] Right, BpeMergeTable Table) Build()
    {
        var table = new BpeMergeTable(_left.Count);
        for (int rank = 0; rank < _left.Count; rank++)
            table.Set(_left[rank], _right[rank], _rank[rank], _product[rank]);
        return ([.. _left], [.. _right], table);
    }
}
