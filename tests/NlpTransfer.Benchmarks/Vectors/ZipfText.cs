namespace NlpTransfer.Benchmarks;

/// <summary>Text of made-up words whose frequencies fall as Zipf's law says and whose lengths are those of English.</summary>
internal static class ZipfText
{
    private const int Vocabulary = 20_000;
    private const int LineLength = 20;

    /// <summary>Lines of twenty words.</summary>
    internal static IEnumerable<string> Lines(int words)
    {
        var random = new CounterRandom(1, "zipf-text");
        string[] vocabulary = [.. Enumerable.Range(0, Vocabulary).Select(rank => Word(random, rank))];
        for (int line = 0; line < words / LineLength; line++)
            yield return string.Join(' ', Enumerable.Range(0, LineLength).Select(_ => vocabulary[(int)Math.Pow(Vocabulary, random.NextDouble()) - 1]));
    }

    // Frequent words are shorter, and no two are the same.
    private static string Word(CounterRandom random, int rank)
    {
        int length = 2 + Math.Min(6, (int)Math.Log2(rank + 1) / 2) + random.NextInt32(3);
        char[] letters = new char[length + 3];
        for (int i = 0; i < letters.Length; i++)
            letters[i] = i < length ? (char)('a' + random.NextInt32(26)) : (char)('a' + (rank / (int)Math.Pow(26, i - length) % 26));
        return new string(letters);
    }
}
