using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>
/// Goes on learning merges where a byte-pair encoding stopped (Sennrich et al. 2016): again and again the most frequent pair of neighbours becomes a piece. It begins with words as
/// the old merges leave them, so the new merges can follow the old ones without changing what those do.
/// </summary>
internal sealed class MergeLearning
{
    private readonly BpeModel _model;
    private readonly List<string> _texts;
    private readonly Dictionary<string, int> _symbols;
    private readonly List<int>[] _words;
    private readonly long[] _counts;
    private readonly Dictionary<(int Left, int Right), long> _pairs = [];
    private readonly Dictionary<(int Left, int Right), SortedSet<int>> _places = [];
    private readonly PriorityQueue<(int Left, int Right), (long Falling, string Text, string Left)> _queue = new(new ByCountThenText());

    /// <summary>Takes the words over.</summary>
    /// <param name="model">The old merges.</param>
    /// <param name="words">Words as texts of their pieces, with their counts.</param>
    public MergeLearning(BpeModel model, IReadOnlyList<(string[] Pieces, long Count)> words)
    {
        _model = model;
        _texts = [];
        _symbols = new(StringComparer.Ordinal);
        _words = [.. words.Select(word => word.Pieces.Select(Symbol).ToList())];
        _counts = [.. words.Select(word => word.Count)];
        for (int word = 0; word < _words.Length; word++)
        {
            foreach ((int, int) pair in PairsOf(_words[word]))
                Add(pair, word, _counts[word]);
        }

        foreach ((int, int) pair in _pairs.Keys)
            Enqueue(pair);
    }

    /// <summary>Learns merges.</summary>
    /// <param name="most">At most so many.</param>
    /// <param name="minimumCount">A pair that is rarer makes no piece.</param>
    /// <param name="cancellation">Stops between merges.</param>
    public IEnumerable<BpeMerge> Run(int most, long minimumCount, CancellationToken cancellation)
    {
        for (int made = 0; made < most && _queue.TryDequeue(out (int Left, int Right) pair, out (long Falling, string, string) place);)
        {
            cancellation.ThrowIfCancellationRequested();
            long count = _pairs.GetValueOrDefault(pair);
            if (count < minimumCount)
                continue;
            // Counts fall behind the queue's back; a pair that fell goes back to where it belongs.
            if (count != -place.Falling)
            {
                Enqueue(pair);
                continue;
            }

            var merge = new BpeMerge(_texts[pair.Left], _texts[pair.Right]);
            string product = _model.Product(merge);
            // A piece that is there already would come about where it did not before: text without new pieces would be read otherwise.
            if (_model.PieceToId(product) is null && !_symbols.ContainsKey(product))
            {
                Merge(pair, Symbol(product));
                made++;
                yield return merge;
            }
        }
    }

    private void Merge((int Left, int Right) pair, int product)
    {
        var changed = new HashSet<(int, int)>();
        foreach (int word in _places[pair].ToArray())
        {
            List<int> symbols = _words[word];
            foreach ((int, int) old in PairsOf(symbols))
                Add(old, word, -_counts[word]);
            for (int i = 0; i + 1 < symbols.Count; i++)
            {
                if ((symbols[i], symbols[i + 1]) != pair)
                    continue;
                symbols[i] = product;
                symbols.RemoveAt(i + 1);
            }

            foreach ((int, int) now in PairsOf(symbols))
            {
                Add(now, word, _counts[word]);
                changed.Add(now);
            }
        }

        _pairs.Remove(pair);
        _places.Remove(pair);
        foreach ((int, int) now in changed.Where(now => now.Item1 == product || now.Item2 == product))
            Enqueue(now);
    }

    private static IEnumerable<(int, int)> PairsOf(List<int> symbols) => Enumerable.Range(0, Math.Max(0, symbols.Count - 1)).Select(i => (symbols[i], symbols[i + 1]));

    private void Add((int, int) pair, int word, long count)
    {
        _pairs[pair] = _pairs.GetValueOrDefault(pair) + count;
        if (!_places.TryGetValue(pair, out SortedSet<int>? places))
            _places.Add(pair, places = []);
        if (count > 0)
            places.Add(word);
        else
            places.Remove(word);
    }

    private void Enqueue((int Left, int Right) pair) =>
        _queue.Enqueue(pair, (-_pairs[pair], _model.Product(new BpeMerge(_texts[pair.Left], _texts[pair.Right])), _texts[pair.Left]));

    private int Symbol(string text)
    {
        if (!_symbols.TryGetValue(text, out int symbol))
        {
            _symbols.Add(text, symbol = _texts.Count);
            _texts.Add(text);
        }

        return symbol;
    }

    private sealed class ByCountThenText : IComparer<(long Falling, string Text, string Left)>
    {
        public int Compare((long Falling, string Text, string Left) x, (long Falling, string Text, string Left) y) =>
            x.Falling != y.Falling ? x.Falling.CompareTo(y.Falling)
            : string.CompareOrdinal(x.Text, y.Text) is not 0 and int text ? text : string.CompareOrdinal(x.Left, y.Left);
    }
}
