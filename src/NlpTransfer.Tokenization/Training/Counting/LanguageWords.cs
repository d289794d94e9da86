namespace NlpTransfer.Tokenization;

/// <summary>The words of one language as they stand in its texts, with their counts, and what was seen on the way.</summary>
internal sealed class LanguageWords(string? language)
{
    private readonly Dictionary<string, long> _counts = [];

    public string? Language { get; } = language;

    public long Texts { get; set; }

    /// <summary>Words seen, those left out included.</summary>
    public long Words { get; private set; }

    /// <summary>Occurrences of words that were left out because there were too many different ones.</summary>
    public long LeftOut { get; private set; }

    public int Distinct => _counts.Count;

    public IEnumerable<KeyValuePair<string, long>> Counts => _counts;

    public void Add(ReadOnlySpan<char> word)
    {
        Words++;
        ref long count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(
            _counts.GetAlternateLookup<ReadOnlySpan<char>>(), word, out _);
        count++;
    }

    /// <summary>
    /// Makes room by dropping the words that were seen least, until so many are left: first those seen once, then those seen twice, and so on. A word that is
    /// frequent in the rest of the text comes back and is short by what was dropped.
    /// </summary>
    public void Prune(int target)
    {
        for (long least = 1; _counts.Count > target; least++)
        {
            foreach ((string word, long count) in _counts)
            {
                if (count > least)
                    continue;
                LeftOut += count;
                _counts.Remove(word);
                if (_counts.Count <= target)
                    break;
            }
        }
    }
}
