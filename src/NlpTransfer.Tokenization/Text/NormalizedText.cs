using System.Text;

namespace NlpTransfer.Tokenization;

/// <summary>
/// A text on its way through the normalizers: what it has become, and for each code unit where it came from.
/// Characters put in share the range of the character before them; characters taken out leave the ranges of the others as they are.
/// </summary>
internal sealed class NormalizedText
{
    private TextBuffer _current = new();
    private TextBuffer _next = new();
    private (Rune Rune, int Change)[] _changes = new (Rune, int)[256];
    private int _changeCount;
    private int _originalStart;

    public ReadOnlySpan<char> Text => _current.Text;

    public int Length => _current.Length;

    public TextBuffer Buffer => _current;

    public int Capacity => Math.Max(_current.Capacity, _next.Capacity);

    /// <summary>Starts with a piece of the original text.</summary>
    public void Reset(ReadOnlySpan<char> text, int originalStart)
    {
        _current.Clear();
        _current.AppendOriginal(text, originalStart);
        _originalStart = originalStart;
        _changeCount = 0;
    }

    /// <summary>Keeps the code points that a test accepts.</summary>
    public void Filter(Func<Rune, bool> keep)
    {
        _next.Clear();
        for (int i = 0; i < Length;)
        {
            Rune rune = RuneAt(i);
            if (keep(rune))
                _next.Append(_current, i, rune.Utf16SequenceLength);
            i += rune.Utf16SequenceLength;
        }

        Swap();
    }

    /// <summary>Keeps a range of code units.</summary>
    public void Slice(int start, int length)
    {
        _next.Clear();
        _next.Append(_current, start, length);
        Swap();
    }

    /// <summary>Replaces each code point by what a rule writes for it.</summary>
    public void Rewrite(Action<Rune, RuneWriter> rule)
    {
        _next.Clear();
        var writer = new RuneWriter(_next);
        for (int i = 0; i < Length;)
        {
            Rune rune = RuneAt(i);
            writer.Start = _current.StartAt(i);
            writer.End = _current.EndAt(i);
            rule(rune, writer);
            i += rune.Utf16SequenceLength;
        }

        Swap();
    }

    /// <summary>Replaces the whole by what a rule writes for it.</summary>
    public void Rewrite(Action<TextBuffer, TextBuffer> rule)
    {
        _next.Clear();
        rule(_current, _next);
        Swap();
    }

    /// <summary>Puts text before the first character, whose range it shares; an empty text stays empty.</summary>
    public void Prepend(string text)
    {
        if (Length == 0)
            return;
        _next.Clear();
        _next.Append(text, _current.StartAt(0), _current.EndAt(0));
        _next.Append(_current, 0, Length);
        Swap();
    }

    /// <summary>Begins a pass of <see cref="ReplaceNext"/> calls, in order, that ends with <see cref="EndReplacing"/>.</summary>
    public void BeginReplacing() => _next.Clear();

    /// <summary>Copies what lies before a match and puts a replacement in its place, which shares the range of the match's last character.</summary>
    /// <returns>The end of the match.</returns>
    public int ReplaceNext(int copiedTo, int matchStart, int matchLength, string content)
    {
        _next.Append(_current, copiedTo, matchStart - copiedTo);
        int end = matchStart + matchLength;
        int start = end > 0 ? _current.StartAt(end - 1) : _originalStart;
        _next.Append(content, start, end > 0 ? _current.EndAt(end - 1) : _originalStart);
        return end;
    }

    public void EndReplacing(int copiedTo)
    {
        _next.Append(_current, copiedTo, Length - copiedTo);
        Swap();
    }

    /// <summary>Number of changes written so far in this pass.</summary>
    public int ChangeCount => _changeCount;

    public void BeginChanges() => _changeCount = 0;

    /// <summary>
    /// Writes the next code point of the new text: 0 stands for the next old one, 1 is new and shares the range before it,
    /// -n stands for the next old one and swallows n more.
    /// </summary>
    public void Push(Rune rune, int change)
    {
        if (_changeCount == _changes.Length)
            Array.Resize(ref _changes, _changes.Length * 2);
        _changes[_changeCount++] = (rune, change);
    }

    public Span<(Rune Rune, int Change)> Changes => _changes.AsSpan(0, _changeCount);

    public void TruncateChanges(int count) => _changeCount = count;

    /// <summary>Makes the changes the text.</summary>
    public void ApplyChanges()
    {
        _next.Clear();
        int position = 0;
        foreach ((Rune rune, int change) in Changes)
        {
            int aligned = change > 0 ? position - 1 : Math.Min(position, Length - 1);
            int start = aligned < 0 ? _originalStart : _current.StartAt(aligned);
            int end = aligned < 0 ? _originalStart : _current.EndAt(aligned);
            _next.Append(rune, start, end);
            for (int consumed = change; consumed <= 0 && position < Length; consumed++)
                position += char.IsHighSurrogate(_current[position]) ? 2 : 1;
        }

        _changeCount = 0;
        Swap();
    }

    public Rune RuneAt(int index)
    {
        char unit = _current[index];
        return char.IsHighSurrogate(unit) ? new Rune(unit, _current[index + 1]) : new Rune(unit);
    }

    private void Swap() => (_current, _next) = (_next, _current);
}
