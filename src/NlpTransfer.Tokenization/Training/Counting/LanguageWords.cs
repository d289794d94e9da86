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

    /// <summary>Words left out had been seen this often at most, each time that room was made.</summary>
    public long LeftOutBelow { get; private set; }

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
    /// Makes room by dropping the words that were seen least: the bound on what is dropped rises by one each time, so that a frequent word that comes
    /// late survives, and a word's count is short by the bound at most.
    /// </summary>
    public void Prune(int target)
    {
        while (_counts.Count > target)
        {
            LeftOutBelow++;
            foreach ((string word, long count) in _counts)
            {
                if (count > LeftOutBelow)
                    continue;
                LeftOut += count;
                _counts.Remove(word);
            }
        }

        _counts.TrimExcess(target * 2);
    }
}
