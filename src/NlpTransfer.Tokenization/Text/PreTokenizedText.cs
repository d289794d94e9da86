using System.Text;

namespace NlpTransfer.Tokenization;

/// <summary>The normalised text and the stretches that it has been split into.</summary>
internal sealed class PreTokenizedText
{
    private TextBuffer _buffer = new();
    private TextBuffer _nextBuffer = new();
    private List<TextSplit> _splits = [];
    private List<TextSplit> _nextSplits = [];
    private readonly List<(int Start, int End, bool Match)> _matches = [];

    public TextBuffer Buffer => _buffer;

    public List<TextSplit> Splits => _splits;

    public int Capacity => Math.Max(_buffer.Capacity, _nextBuffer.Capacity);

    public void Clear()
    {
        _buffer.Clear();
        _splits.Clear();
    }

    /// <summary>Appends a stretch; an empty one vanishes.</summary>
    public void Add(TextBuffer source, int start, int length, int tokenId)
    {
        if (length == 0)
            return;
        _splits.Add(new(_buffer.Length, length, tokenId));
        _buffer.Append(source, start, length);
    }

    /// <summary>Splits every open stretch at the code points that a test names.</summary>
    public void Split(Func<Rune, bool> isDelimiter, SplitBehavior behavior)
    {
        SplitEach((text, matches) =>
        {
            int last = 0;
            for (int i = 0; i < text.Length;)
            {
                Rune.DecodeFromUtf16(text[i..], out Rune rune, out int width);
                if (isDelimiter(rune))
                {
                    if (last < i)
                        matches.Add((last, i, false));
                    matches.Add((i, i + width, true));
                    last = i + width;
                }

                i += width;
            }

            if (last < text.Length)
                matches.Add((last, text.Length, false));
        }, behavior);
    }

    /// <summary>Splits every open stretch at the matches that a finder lists, which cover the stretch from end to end.</summary>
    public void SplitEach(MatchFinder find, SplitBehavior behavior)
    {
        _nextSplits.Clear();
        foreach (TextSplit split in _splits)
        {
            if (split.TokenId >= 0)
            {
                _nextSplits.Add(split);
                continue;
            }

            _matches.Clear();
            find(_buffer.Text.Slice(split.Start, split.Length), _matches);
            AddMatches(split.Start, behavior);
        }

        (_splits, _nextSplits) = (_nextSplits, _splits);
    }

    /// <summary>Rewrites every open stretch; the writer appends what becomes of it to the new buffer.</summary>
    public void RewriteEach(Action<TextBuffer, TextSplit, TextBuffer> rewrite)
    {
        _nextSplits.Clear();
        _nextBuffer.Clear();
        foreach (TextSplit split in _splits)
        {
            int start = _nextBuffer.Length;
            if (split.TokenId >= 0)
                _nextBuffer.Append(_buffer, split.Start, split.Length);
            else
                rewrite(_buffer, split, _nextBuffer);
            if (_nextBuffer.Length > start)
                _nextSplits.Add(new(start, _nextBuffer.Length - start, split.TokenId));
        }

        (_splits, _nextSplits) = (_nextSplits, _splits);
        (_buffer, _nextBuffer) = (_nextBuffer, _buffer);
    }

    private void AddMatches(int origin, SplitBehavior behavior)
    {
        for (int i = 0; i < _matches.Count; i++)
        {
            (int start, int end, bool match) = _matches[i];
            switch (behavior)
            {
                case SplitBehavior.Removed when match:
                    continue;
                case SplitBehavior.Contiguous:
                    while (i + 1 < _matches.Count && _matches[i + 1].Match == match)
                        end = _matches[++i].End;
                    break;
                case SplitBehavior.MergedWithPrevious when !match && i + 1 < _matches.Count && _matches[i + 1].Match:
                    end = _matches[++i].End;
                    break;
                case SplitBehavior.MergedWithNext when match && i + 1 < _matches.Count && !_matches[i + 1].Match:
                    end = _matches[++i].End;
                    break;
                default:
                    break;
            }

            if (end > start)
                _nextSplits.Add(new(origin + start, end - start, -1));
        }
    }
}
