using System.Text;

namespace NlpTransfer.Tokenization;

/// <summary>
/// The counted words as symbols of the alphabet, one after another, each followed by a zero. A word is cut where a character is not in the alphabet, for no piece
/// crosses it. Rests of one symbol are kept: they weigh in the characters' probabilities.
/// </summary>
internal sealed class TrainingWords
{
    private TrainingWords(int[] symbols, int[] starts, long[] counts)
    {
        Symbols = symbols;
        Starts = starts;
        Counts = counts;
    }

    /// <summary>All words; zeros end them.</summary>
    public int[] Symbols { get; }

    /// <summary>Where each word begins, and the end of all.</summary>
    public int[] Starts { get; }

    /// <summary>The weight of each word.</summary>
    public long[] Counts { get; }

    public int Count => Counts.Length;

    /// <summary>Where a word's zero stands.</summary>
    public int EndOf(int word) => Starts[word + 1] - 1;

    public static TrainingWords Create(CountedWords words, Alphabet alphabet)
    {
        var symbols = new List<int>();
        var starts = new List<int> { 0 };
        var counts = new List<long>();
        void End(long count)
        {
            if (symbols.Count == starts[^1])
                return;
            symbols.Add(0);
            starts.Add(symbols.Count);
            counts.Add(count);
        }

        foreach ((string word, long count) in words.Words)
        {
            foreach (Rune rune in word.EnumerateRunes())
            {
                int symbol = alphabet.SymbolOf(rune.Value);
                if (symbol == 0)
                    End(count);
                else
                    symbols.Add(symbol);
            }

            End(count);
        }

        return new([.. symbols], [.. starts], [.. counts]);
    }
}
