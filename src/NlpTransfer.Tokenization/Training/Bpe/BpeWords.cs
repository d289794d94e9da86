namespace NlpTransfer.Tokenization;

/// <summary>The words while symbols are merged in them: which symbol stands where, which word a place belongs to.</summary>
internal sealed class BpeWords
{
    private readonly TrainingWords _words;
    private readonly int[] _wordAt;

    public BpeWords(TrainingWords words)
    {
        _words = words;
        Symbols = new BpePair?[words.Symbols.Length];
        _wordAt = new int[words.Symbols.Length];
        for (int word = 0; word < words.Count; word++)
            _wordAt.AsSpan(words.Starts[word]..words.Starts[word + 1]).Fill(word);
    }

    /// <summary>The symbol that begins at each place; null within a longer one and between words.</summary>
    public BpePair?[] Symbols { get; }

    public long CountAt(int place) => _words.Counts[_wordAt[place]];

    /// <summary>The place of the next symbol of the word, or -1.</summary>
    public int After(int place)
    {
        int end = _words.EndOf(_wordAt[place]);
        for (int next = place + 1; next < end; next++)
        {
            if (Symbols[next] is not null)
                return next;
        }

        return -1;
    }

    /// <summary>The place of the symbol before it in the word, or -1.</summary>
    public int Before(int place)
    {
        int start = _words.Starts[_wordAt[place]];
        for (int before = place - 1; before >= start; before--)
        {
            if (Symbols[before] is not null)
                return before;
        }

        return -1;
    }
}
