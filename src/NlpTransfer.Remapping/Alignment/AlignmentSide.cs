namespace NlpTransfer.Remapping;

/// <summary>One language's side of the pairs: cuts texts into units, numbers them, and knows which tokens each is made of.</summary>
internal sealed class AlignmentSide(ITextTokenizer tokenizer, AlignmentUnit unit)
{
    // Words beyond so many are not aligned; the most frequent ones have come by long before.
    private const int MaximumWords = 4_000_000;

    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);

    /// <summary>How many numbers there are.</summary>
    public int UnitCount => unit == AlignmentUnit.Token ? tokenizer.VocabularySize : _words.Count;

    /// <summary>The numbers of a text's units; new words are numbered while <paramref name="learn"/> says so.</summary>
    public int[] Units(string text, bool learn)
    {
        if (unit == AlignmentUnit.Token)
            return Encode(text).Ids;
        List<Range> words = WordSplitter.Split(text);
        int[] units = new int[words.Count];
        for (int i = 0; i < units.Length; i++)
        {
            string word = text[words[i]].ToLowerInvariant();
            if (!_words.TryGetValue(word, out units[i]))
            {
                units[i] = learn && _words.Count < MaximumWords ? _words.Count : -1;
                if (units[i] >= 0)
                    _words.Add(word, units[i]);
            }
        }

        return units;
    }

    /// <summary>The tokens that each unit of a text is made of, unknown ones left out.</summary>
    public List<int>[] Tokens(string text)
    {
        TokenEncoding encoding = Encode(text);
        if (unit == AlignmentUnit.Token)
            return Array.ConvertAll(encoding.Ids, id => Known(id) ? new List<int> { id } : []);
        List<Range> words = WordSplitter.Split(text);
        var tokens = new List<int>[words.Count];
        for (int i = 0; i < tokens.Length; i++)
            tokens[i] = [];
        int word = 0;
        for (int i = 0; i < encoding.Ids.Length; i++)
        {
            TokenRange range = encoding.Offsets[i];
            while (word < words.Count && words[word].End.Value <= range.Start)
                word++;
            // A token may begin with the blank before its word.
            if (word < words.Count && range.End > words[word].Start.Value && Known(encoding.Ids[i]))
                tokens[word].Add(encoding.Ids[i]);
        }

        return tokens;
    }

    private TokenEncoding Encode(string text) => tokenizer.Encode(text, addSpecialTokens: false);

    private bool Known(int id) => id != tokenizer.SpecialTokens.Unknown;
}
