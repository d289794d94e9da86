namespace NlpTransfer.Tokenization;

/// <summary>Converts ranges of UTF-16 code units of a text, which the library counts in, to ranges of code points, which other libraries count in, and back.</summary>
public sealed class CodePointOffsets
{
    private readonly int[]? _points;
    private readonly int _length;

    private CodePointOffsets(int[]? points, int length)
    {
        _points = points;
        _length = length;
    }

    /// <summary>Prepares the conversion for a text; unpaired surrogates count as a code point each.</summary>
    /// <param name="text">The text.</param>
    public static CodePointOffsets Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.Any(char.IsSurrogate))
            return new(null, text.Length);
        var points = new int[text.Length + 1];
        int count = 0;
        for (int i = 0; i < text.Length; i++)
        {
            points[i] = count;
            bool isPair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            if (isPair)
                points[++i] = count;
            count++;
        }

        points[text.Length] = count;
        return new(points, text.Length);
    }

    /// <summary>The code points of a range of code units; a half pair counts as the whole.</summary>
    /// <param name="range">A range within the text.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range goes beyond the text.</exception>
    public TokenRange Convert(TokenRange range)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(range.Start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(range.End, _length);
        return _points is null ? range : new(_points[range.Start], _points[range.End]);
    }

    /// <summary>The code units of a range of code points.</summary>
    /// <param name="range">A range of code points within the text.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range goes beyond the text.</exception>
    public TokenRange ConvertBack(TokenRange range)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(range.Start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(range.End, _points is null ? _length : _points[_length]);
        return _points is null ? range : new(Unit(range.Start), Unit(range.End));
    }

    private int Unit(int point)
    {
        int index = Array.BinarySearch(_points!, point);
        while (index > 0 && _points![index - 1] == point)
            index--;
        return index;
    }
}
