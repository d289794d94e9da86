using System.Runtime.InteropServices;

namespace NlpTransfer.Tokenization;

/// <summary>
/// The different words of a text, normalised, each with a weight: how often it occurs, languages balanced. A word begins with its visible blank, unless it is the
/// rest of one in which a user-defined symbol stands. Words are in ordinal order, so that nothing depends on the order of the texts.
/// </summary>
internal sealed class CountedWords
{
    private CountedWords(KeyValuePair<string, long>[] words) => Words = words;

    public IReadOnlyList<KeyValuePair<string, long>> Words { get; }

    /// <summary>Normalises and balances what was counted.</summary>
    public static CountedWords Create(
        WordCounter counter, TrainingNormalizer normalizer, double temperature, IReadOnlyList<string> symbols, CancellationToken cancellationToken)
    {
        var total = new Dictionary<string, long>();
        double[] factors = Factors(counter.Languages, temperature);
        string[] longestFirst = [.. symbols.OrderByDescending(symbol => symbol.Length).ThenBy(symbol => symbol, StringComparer.Ordinal)];
        for (int i = 0; i < counter.Languages.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach ((string word, long count) in counter.Languages[i].Counts)
            {
                long weight = Math.Max(1, (long)Math.Round(count * factors[i]));
                bool first = true;
                foreach (string part in Parts(word, longestFirst))
                {
                    Add(total, normalizer.Normalize(part), weight, first);
                    first = false;
                }
            }
        }

        KeyValuePair<string, long>[] words = [.. total];
        Array.Sort(words, static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        return new(words);
    }

    /// <summary>How much each occurrence of a language counts: one for the language that has most, more for the others.</summary>
    private static double[] Factors(IReadOnlyList<LanguageWords> languages, double temperature)
    {
        long most = languages.Count == 0 ? 0 : languages.Max(words => words.Words);
        return [.. languages.Select(words => words.Words == 0 ? 1 : Math.Pow((double)most / words.Words, 1 - temperature))];
    }

    /// <summary>What is left of a word between the symbols in it; empty where it begins or ends with one.</summary>
    private static IEnumerable<string> Parts(string word, string[] symbols)
    {
        int start = 0;
        for (int i = 0; symbols.Length > 0 && i < word.Length; i++)
        {
            string? symbol = Array.Find(symbols, candidate => string.CompareOrdinal(word, i, candidate, 0, candidate.Length) == 0);
            if (symbol is null)
                continue;
            yield return word[start..i];
            start = i + symbol.Length;
            i = start - 1;
        }

        yield return start == 0 ? word : word[start..];
    }

    private static void Add(Dictionary<string, long> total, ReadOnlySpan<char> text, long count, bool first)
    {
        Span<char> marked = stackalloc char[256];
        bool blank = first;
        while (!text.IsEmpty)
        {
            int end = text.IndexOfAny(' ', WordCounter.Blank);
            ReadOnlySpan<char> word = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            if (!word.IsEmpty && !word.IsWhiteSpace())
            {
                Span<char> buffer = word.Length < marked.Length ? marked : new char[word.Length + 1];
                buffer[0] = WordCounter.Blank;
                word.CopyTo(buffer[1..]);
                ReadOnlySpan<char> key = blank ? buffer[..(word.Length + 1)] : word;
                CollectionsMarshal.GetValueRefOrAddDefault(total.GetAlternateLookup<ReadOnlySpan<char>>(), key, out _) += count;
            }

            blank = true;
        }
    }
}
