namespace NlpTransfer;

/// <summary>Which tokens may come next, whatever their probability. The rules and their order are the transformers library's.</summary>
/// <param name="options">The rules.</param>
/// <param name="endIds">The ids that end a sequence.</param>
internal sealed class TokenRules(GenerationOptions options, IReadOnlyList<int> endIds)
{
    private readonly HashSet<int> _banned = [];

    /// <summary>Tokens that may not come next; valid until the next call.</summary>
    public IReadOnlySet<int> Banned => _banned;

    /// <summary>The end where several are possible: the first.</summary>
    public int FirstEnd => endIds[0];

    public bool IsEnd(int token) => endIds.Contains(token);

    /// <summary>Works out what may follow a sequence.</summary>
    /// <param name="sequence">The start, then what was generated.</param>
    /// <returns>The one token that may come next, whatever else is forbidden; null where several may.</returns>
    public int? Apply(ReadOnlySpan<int> sequence)
    {
        _banned.Clear();
        int generated = sequence.Length - 1;
        if (options.LastToken is { } last && generated == options.MaxNewTokens - 1)
            return last;
        if (options.FirstToken is { } first && generated == 0)
            return first;
        BanRepeated(sequence, options.NoRepeatNgram);
        foreach (IReadOnlyList<int> word in options.BadWords)
        {
            if (EndsWith(sequence, word))
                _banned.Add(word[^1]);
        }

        if (generated < options.MinNewTokens)
            _banned.UnionWith(endIds);
        return null;
    }

    private void BanRepeated(ReadOnlySpan<int> sequence, int length)
    {
        if (length == 0 || sequence.Length + 1 < length)
            return;
        ReadOnlySpan<int> tail = sequence[(sequence.Length - length + 1)..];
        for (int start = 0; start + length <= sequence.Length; start++)
        {
            if (sequence.Slice(start, length - 1).SequenceEqual(tail))
                _banned.Add(sequence[start + length - 1]);
        }
    }

    // All of the word but its last token stands at the end of the sequence.
    private static bool EndsWith(ReadOnlySpan<int> sequence, IReadOnlyList<int> word)
    {
        int before = word.Count - 1;
        if (before > sequence.Length)
            return false;
        for (int i = 0; i < before; i++)
        {
            if (sequence[sequence.Length - before + i] != word[i])
                return false;
        }

        return true;
    }
}
