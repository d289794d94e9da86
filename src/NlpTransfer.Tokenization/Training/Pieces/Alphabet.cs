using System.Text;

namespace NlpTransfer.Tokenization;

/// <summary>
/// The characters that become pieces: those that are required, then the most frequent ones until the share asked for is covered, as SentencePiece chooses them
/// (Kudo and Richardson 2018). Symbols number them by code point from 1 on.
/// </summary>
internal sealed class Alphabet
{
    private readonly Dictionary<int, int> _symbols;

    private Alphabet(int[] codePoints, long[] counts, int seen, double coverage)
    {
        CodePoints = codePoints;
        Counts = counts;
        Seen = seen;
        Coverage = coverage;
        _symbols = new(codePoints.Length);
        for (int i = 0; i < codePoints.Length; i++)
            _symbols.Add(codePoints[i], i + 1);
    }

    /// <summary>The code point of symbol i + 1, ascending.</summary>
    public IReadOnlyList<int> CodePoints { get; }

    /// <summary>How often symbol i + 1 occurs; 0 for a required character that the text lacks.</summary>
    public IReadOnlyList<long> Counts { get; }

    /// <summary>Different characters in the text.</summary>
    public int Seen { get; }

    /// <summary>Share of the text's characters that are in the alphabet.</summary>
    public double Coverage { get; }

    public int Count => CodePoints.Count;

    /// <summary>The symbol of a code point, 0 where it is not in the alphabet.</summary>
    public int SymbolOf(int codePoint) => _symbols.GetValueOrDefault(codePoint);

    /// <summary>Symbols, most frequent first, as SentencePiece orders characters.</summary>
    public IEnumerable<int> ByFrequency => Enumerable.Range(1, Count).OrderByDescending(symbol => Counts[symbol - 1]).ThenBy(symbol => symbol);

    public static Alphabet Create(CountedWords words, IReadOnlySet<int> required, IReadOnlySet<string> taken, double coverage)
    {
        var counts = new Dictionary<int, long>();
        long all = 0;
        foreach ((string word, long count) in words.Words)
        {
            foreach (Rune rune in word.EnumerateRunes())
            {
                if (taken.Contains(rune.ToString()))
                    continue;
                counts[rune.Value] = counts.GetValueOrDefault(rune.Value) + count;
                all += count;
            }
        }

        int seen = counts.Count;
        foreach (int codePoint in required)
            _ = taken.Contains(new Rune(codePoint).ToString()) || counts.TryAdd(codePoint, 0);
        var chosen = new SortedDictionary<int, long>();
        long covered = 0;
        foreach ((int codePoint, long count) in counts.OrderByDescending(pair => required.Contains(pair.Key)).ThenByDescending(pair => pair.Value).ThenBy(pair => pair.Key))
        {
            // Single precision, as in SentencePiece: at a coverage of one, the last characters of a large text do make a difference.
            if (!required.Contains(codePoint) && (float)((double)covered / all) >= (float)coverage)
                break;
            covered += count;
            chosen.Add(codePoint, count);
        }

        return new([.. chosen.Keys], [.. chosen.Values], seen, all == 0 ? 0 : (double)covered / all);
    }
}
