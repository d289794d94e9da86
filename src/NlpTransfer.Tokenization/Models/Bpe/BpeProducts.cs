namespace NlpTransfer.Tokenization;

/// <summary>Collects merges while they are read, and finds what each makes.</summary>
internal sealed class BpeProducts(NumberedPieces pieces, string prefix)
{
    private readonly List<int> _left = [];
    private readonly List<int> _right = [];
    private readonly List<int> _product = [];
    private char[] _text = new char[64];

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
        _left.Add(leftId);
        _right.Add(rightId);
        _product.Add(product);
        CrossesBlank |= HasInnerBlank(whole);
        return null;
    }

    /// <summary>Whether a text has a visible blank behind another character.</summary>
    public static bool HasInnerBlank(ReadOnlySpan<char> text)
    {
        int visible = text.TrimStart('▁').IndexOf('▁');
        return visible >= 0;
    }

    /// <summary>The merges, earliest first, and the table of them.</summary>
    public (int[] Left, int[] Right, BpeMergeTable Table) Build()
    {
        var table = new BpeMergeTable(_left.Count);
        for (int rank = 0; rank < _left.Count; rank++)
            table.Set(_left[rank], _right[rank], rank, _product[rank]);
        return ([.. _left], [.. _right], table);
    }
}
