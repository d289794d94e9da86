using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace NlpTransfer;

/// <summary>
/// One text whose placeholders are kept from the model: it sees marks <c>{0}</c>, <c>{1}</c>, ... in their places, which occur in software texts and so in training data,
/// and which no text can hold by itself, since such a text's own are placeholders.
/// </summary>
internal sealed partial class ProtectedText
{
    private readonly PlaceholderFinder _finder;
    private readonly string _source;
    private readonly List<Placeholder> _placeholders;
    private readonly TagNesting _nesting;
    private readonly List<(int First, int Last)> _marks = [];
    private readonly string _before;
    private readonly string _after;

    public ProtectedText(PlaceholderFinder finder, string source)
    {
        (_finder, _source) = (finder, source);
        _placeholders = finder.Find(source);
        _nesting = new TagNesting(_placeholders);
        (int first, int last, int start, int end) = Core();
        (_before, _after) = (source[..start], source[end..]);
        Masked = Mask(first, last, start, end);
        HasWords = Words().IsMatch(MarkPattern().Replace(Masked, ""));
    }

    /// <summary>What the model translates: the text with marks, without white space and elements around the whole.</summary>
    public string Masked { get; }

    /// <summary>Whether there is anything to translate: a letter outside placeholders.</summary>
    public bool HasWords { get; }

    /// <summary>The text with nothing translated.</summary>
    public string Source => _source;

    /// <summary>Whether the model sees a mark.</summary>
    public bool HasMarks => _marks.Count > 0;

    /// <summary>The texts between placeholders that have letters, in order, without white space around them.</summary>
    public IReadOnlyList<string> Pieces => [.. Gaps().Where(gap => Words().IsMatch(gap)).Select(gap => gap.Trim())];

    /// <summary>Puts the placeholders back into the model's translation; null where it lost, doubled or invented one, or took an element apart.</summary>
    public string? Restore(string translation)
    {
        string even = translation.Trim();
        MatchCollection found = MarkPattern().Matches(even);
        if (even.Length == 0 || found.Count != _marks.Count)
            return null;
        var order = new HashSet<int>();
        var text = new StringBuilder(_before);
        int from = 0;
        foreach (Match mark in found)
        {
            if (!int.TryParse(mark.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number >= _marks.Count || !order.Add(number))
                return null;
            (int first, int last) = _marks[number];
            text.Append(even, from, mark.Index - from).Append(_source, _placeholders[first].Start, _placeholders[last].End - _placeholders[first].Start);
            from = mark.Index + mark.Length;
        }

        string restored = text.Append(even, from, even.Length - from).Append(_after).ToString();
        return HoldsTheSame(restored) ? restored : null;
    }

    /// <summary>Joins translated pieces around the placeholders in the order of the source; a piece that is not sound stays as it was.</summary>
    /// <param name="translations">A translation of each of <see cref="Pieces"/>.</param>
    /// <param name="kept">Whether a piece, or all of them, stayed untranslated.</param>
    public string Join(IReadOnlyList<string> translations, out bool kept)
    {
        kept = false;
        var text = new StringBuilder();
        int piece = 0, placeholder = 0;
        foreach (string gap in Gaps())
        {
            if (!Words().IsMatch(gap))
                text.Append(gap);
            else
            {
                string translation = translations[piece++].Trim();
                bool sound = translation.Length > 0 && !translation.Any(char.IsControl) && _finder.Find(translation).Count == 0;
                kept |= !sound;
                int lead = gap.Length - gap.TrimStart().Length, trail = gap.Length - gap.TrimEnd().Length;
                text.Append(gap, 0, lead).Append(sound ? translation : gap.Trim()).Append(gap, gap.Length - trail, trail);
            }

            if (placeholder < _placeholders.Count)
                text.Append(_placeholders[placeholder++].Text);
        }

        string joined = text.ToString();
        if (HoldsTheSame(joined))
            return joined;
        // Two pieces can make a placeholder at their seam that neither holds.
        kept = true;
        return _source;
    }

    [GeneratedRegex(@"\{\s{0,3}([0-9]{1,4})\s{0,3}\}")]
    private static partial Regex MarkPattern();

    [GeneratedRegex(@"\p{L}")]
    private static partial Regex Words();

    private static string Text(int number) => string.Create(CultureInfo.InvariantCulture, $"{{{number}}}");

    /// <summary>The placeholders that the model sees, and the part of the source that it translates: what white space and elements around the whole leave.</summary>
    private (int First, int Last, int Start, int End) Core()
    {
        int first = 0, last = _placeholders.Count - 1, start = 0, end = _source.Length;
        while (true)
        {
            int least = first <= last ? _placeholders[last].End : start, most = first <= last ? _placeholders[first].Start : end;
            while (start < most && char.IsWhiteSpace(_source[start]))
                start++;
            while (end > Math.Max(least, start) && char.IsWhiteSpace(_source[end - 1]))
                end--;
            if (first > last)
                return (first, last, start, end);
            bool begins = _placeholders[first].Start == start, ends = _placeholders[last].End == end;
            if (begins && IsOuter(_placeholders[first]))
                start = _placeholders[first++].End;
            else if (ends && IsOuter(_placeholders[last]))
                end = _placeholders[last--].Start;
            else if (begins && ends && first < last && _nesting.IsBalanced && _nesting.PartnerOf(first) == last && _placeholders[first].Tag == TagKind.Opening)
                (start, end) = (_placeholders[first++].End, _placeholders[last--].Start);
            else
                return (first, last, start, end);
        }
    }

    // What stands alone at an end has no part in the sentence: a line break, a comment, control characters.
    private static bool IsOuter(Placeholder placeholder) => placeholder.Tag == TagKind.None && (placeholder.Text[0] == '<' || char.IsControl(placeholder.Text[0]));

    private string Mask(int first, int last, int start, int end)
    {
        var masked = new StringBuilder();
        int from = start;
        for (int i = first; i <= last; i++)
        {
            int run = i;
            // Neighbours travel together.
            while (run < last && _placeholders[run + 1].Start == _placeholders[run].End)
                run++;
            masked.Append(_source, from, _placeholders[i].Start - from).Append(Text(_marks.Count));
            _marks.Add((i, run));
            from = _placeholders[run].End;
            i = run;
        }

        return masked.Append(_source, from, end - from).ToString();
    }

    /// <summary>What stands between placeholders, one more than there are of these.</summary>
    private IEnumerable<string> Gaps()
    {
        int from = 0;
        foreach (Placeholder placeholder in _placeholders)
        {
            yield return _source[from..placeholder.Start];
            from = placeholder.End;
        }

        yield return _source[from..];
    }

    /// <summary>Whether a text holds the source's placeholders, each as often, and elements nest as they did.</summary>
    private bool HoldsTheSame(string text)
    {
        List<Placeholder> found = _finder.Find(text);
        if (found.Count != _placeholders.Count)
            return false;
        var places = new Dictionary<string, Queue<int>>(StringComparer.Ordinal);
        for (int i = 0; i < _placeholders.Count; i++)
        {
            if (!places.TryGetValue(_placeholders[i].Text, out Queue<int>? same))
                places[_placeholders[i].Text] = same = new Queue<int>();
            same.Enqueue(i);
        }

        var order = new List<int>();
        foreach (Placeholder placeholder in found)
        {
            if (!places.TryGetValue(placeholder.Text, out Queue<int>? same) || !same.TryDequeue(out int place))
                return false;
            order.Add(place);
        }

        // Where the source's tags don't nest, nothing tells what moving one would mean: they keep their order. Equal tags are interchangeable.
        if (!_nesting.IsBalanced)
            return order.Where(i => _placeholders[i].Tag != TagKind.None).SequenceEqual(_placeholders.Select((_, i) => i).Where(i => _placeholders[i].Tag != TagKind.None));
        var nesting = new TagNesting(found);
        return nesting.IsBalanced && nesting.EmptyElements(text) <= _nesting.EmptyElements(_source);
    }
}
