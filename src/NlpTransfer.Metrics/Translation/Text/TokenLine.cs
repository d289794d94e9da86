using System.Text;

namespace NlpTransfer.Metrics;

/// <summary>A line that a tokenizer cuts into words by putting spaces between code points, rule after rule.</summary>
/// <param name="text">The line; an unpaired surrogate counts as a code point.</param>
internal sealed class TokenLine(string text)
{
    private List<int> _points = CodePoints(text);

    /// <summary>The code points of a text.</summary>
    public static List<int> CodePoints(string text)
    {
        var points = new List<int>(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            bool pair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            points.Add(pair ? char.ConvertToUtf32(text[i], text[i + 1]) : text[i]);
            if (pair)
                i++;
        }

        return points;
    }

    /// <summary>Puts a space on both sides of every code point of a kind.</summary>
    public TokenLine Surround(Func<int, bool> kind)
    {
        var result = new List<int>(_points.Count * 2);
        foreach (int point in _points)
        {
            if (kind(point))
                result.AddRange([' ', point, ' ']);
            else
                result.Add(point);
        }

        _points = result;
        return this;
    }

    /// <summary>Where one kind is followed by another, puts a space on both sides of the second. A code point is part of one pair only, the leftmost.</summary>
    public TokenLine SurroundSecond(Func<int, bool> first, Func<int, bool> second) => Pairs(first, second, static (a, b) => [a, ' ', b, ' ']);

    /// <summary>Where one kind is followed by another, puts a space on both sides of the first. A code point is part of one pair only, the leftmost.</summary>
    public TokenLine SurroundFirst(Func<int, bool> first, Func<int, bool> second) => Pairs(first, second, static (a, b) => [' ', a, ' ', b]);

    /// <summary>The words of the line.</summary>
    public List<string> Words() => PythonSpaces.Split(ToString());

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder(_points.Count);
        foreach (int point in _points)
        {
            if (point > char.MaxValue)
                text.Append(char.ConvertFromUtf32(point));
            else
                text.Append((char)point);
        }

        return text.ToString();
    }

    private TokenLine Pairs(Func<int, bool> first, Func<int, bool> second, Func<int, int, int[]> put)
    {
        var result = new List<int>(_points.Count * 2);
        for (int i = 0; i < _points.Count; i++)
        {
            if (i + 1 < _points.Count && first(_points[i]) && second(_points[i + 1]))
                result.AddRange(put(_points[i], _points[++i]));
            else
                result.Add(_points[i]);
        }

        _points = result;
        return this;
    }
}
