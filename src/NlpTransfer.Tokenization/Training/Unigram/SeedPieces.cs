namespace NlpTransfer.Tokenization;

/// <summary>
/// Finds the parts of words that a Unigram model starts from: those that occur at least twice and in which no longer one begins as often (the inner nodes of the suffix
/// tree), and whole words; the ones that cover most text are taken, as SentencePiece does (Kudo 2018).
/// </summary>
internal sealed class SeedPieces(TrainingWords words, int[] suffixes, PieceRules rules)
{
    /// <summary>Parts that a model starts from at most, as in SentencePiece.</summary>
    public const int Most = 1_000_000;

    private readonly List<Substring> _found = [];
    private readonly Stack<(int Depth, int First, long Before)> _open = new();

    /// <summary>The parts, those that cover most first.</summary>
    public Substring[] Find()
    {
        int[] wordOf = WordOfSuffixes();
        long weight = 0;
        int common = 0;
        for (int k = 0; k < suffixes.Length; k++)
        {
            long count = words.Counts[wordOf[k]];
            int next = k + 1 < suffixes.Length ? Common(suffixes[k], suffixes[k + 1]) : 0;
            int first = k;
            long before = weight;
            weight += count;
            AddWholeWord(k, wordOf[k], count, Math.Max(common, next));
            while (_open.TryPeek(out (int Depth, int First, long Before) node) && node.Depth > next)
            {
                _open.Pop();
                Add(new(node.First, k + 1, node.Depth, (weight - node.Before) * node.Depth));
                (first, before) = (node.First, node.Before);
            }

            if (next > 0 && (!_open.TryPeek(out (int Depth, int First, long Before) top) || top.Depth < next))
                _open.Push((next, first, before));
            common = next;
        }

        Trim();
        return [.. _found];
    }

    private int[] WordOfSuffixes()
    {
        var wordAt = new int[words.Symbols.Length];
        for (int word = 0; word < words.Count; word++)
            wordAt.AsSpan(words.Starts[word]..words.Starts[word + 1]).Fill(word);
        var wordOf = new int[suffixes.Length];
        for (int k = 0; k < wordOf.Length; k++)
            wordOf[k] = wordAt[suffixes[k]];
        return wordOf;
    }

    /// <summary>A word that is repeated though nothing else begins with it.</summary>
    private void AddWholeWord(int suffix, int word, long count, int shared)
    {
        int length = words.EndOf(word) - words.Starts[word];
        if (count > 1 && suffixes[suffix] == words.Starts[word] && length > shared)
            Add(new(suffix, suffix + 1, length, count * length));
    }

    private void Add(Substring part)
    {
        if (part.Length < 2 || !rules.Allow(words.Symbols.AsSpan(suffixes[part.First], part.Length)))
            return;
        _found.Add(part);
        if (_found.Count >= 4 * Most)
            Trim();
    }

    private void Trim()
    {
        _found.Sort(static (left, right) => left.Score != right.Score ? right.Score.CompareTo(left.Score)
            : left.First != right.First ? left.First.CompareTo(right.First) : left.Length.CompareTo(right.Length));
        if (_found.Count > Most)
            _found.RemoveRange(Most, _found.Count - Most);
    }

    /// <summary>Symbols that two suffixes have in common, as many at most as a piece may have.</summary>
    private int Common(int left, int right)
    {
        int[] symbols = words.Symbols;
        int length = 0;
        while (length < rules.Longest && symbols[left + length] == symbols[right + length] && symbols[left + length] != 0)
            length++;
        return length;
    }
}
