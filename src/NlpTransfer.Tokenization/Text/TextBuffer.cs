using System.Text;

namespace NlpTransfer.Tokenization;

/// <summary>
/// A growing run of UTF-16 code units, each with the range of the original text that it came from.
/// It is reused from text to text, so that encoding allocates nothing per character.
/// </summary>
internal sealed class TextBuffer
{
    private char[] _chars = new char[256];
    private int[] _starts = new int[256];
    private int[] _ends = new int[256];

    /// <summary>Number of code units.</summary>
    public int Length { get; private set; }

    /// <summary>Code units that fit without growing.</summary>
    public int Capacity => _chars.Length;

    public ReadOnlySpan<char> Text => _chars.AsSpan(0, Length);

    public int StartAt(int index) => _starts[index];

    public int EndAt(int index) => _ends[index];

    public char this[int index] => _chars[index];

    public void Clear() => Length = 0;

    public void RemoveLast() => Length--;

    public void Append(char unit, int start, int end)
    {
        EnsureFree(1);
        _chars[Length] = unit;
        _starts[Length] = start;
        _ends[Length++] = end;
    }

    public void Append(Rune rune, int start, int end)
    {
        if (rune.IsBmp)
        {
            Append((char)rune.Value, start, end);
            return;
        }

        Span<char> pair = stackalloc char[2];
        rune.EncodeToUtf16(pair);
        Append(pair[0], start, end);
        Append(pair[1], start, end);
    }

    public void Append(ReadOnlySpan<char> text, int start, int end)
    {
        EnsureFree(text.Length);
        text.CopyTo(_chars.AsSpan(Length));
        _starts.AsSpan(Length, text.Length).Fill(start);
        _ends.AsSpan(Length, text.Length).Fill(end);
        Length += text.Length;
    }

    public void Append(TextBuffer other, int from, int length)
    {
        EnsureFree(length);
        other._chars.AsSpan(from, length).CopyTo(_chars.AsSpan(Length));
        other._starts.AsSpan(from, length).CopyTo(_starts.AsSpan(Length));
        other._ends.AsSpan(from, length).CopyTo(_ends.AsSpan(Length));
        Length += length;
    }

    /// <summary>Appends original text: each code point stands for itself.</summary>
    /// <param name="text">Well-formed UTF-16.</param>
    /// <param name="originalStart">Where it begins in the original text.</param>
    public void AppendOriginal(ReadOnlySpan<char> text, int originalStart)
    {
        EnsureFree(text.Length);
        text.CopyTo(_chars.AsSpan(Length));
        for (int i = 0; i < text.Length;)
        {
            int width = char.IsHighSurrogate(text[i]) ? 2 : 1;
            for (int end = i + width, start = i; i < end; i++)
            {
                _starts[Length + i] = originalStart + start;
                _ends[Length + i] = originalStart + end;
            }
        }

        Length += text.Length;
    }

    private void EnsureFree(int count)
    {
        if (Length + count <= _chars.Length)
            return;
        int size = Math.Max(_chars.Length * 2, checked(Length + count));
        Array.Resize(ref _chars, size);
        Array.Resize(ref _starts, size);
        Array.Resize(ref _ends, size);
    }
}
