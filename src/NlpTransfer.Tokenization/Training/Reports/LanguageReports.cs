namespace NlpTransfer.Tokenization;

/// <summary>Looks at a language's counted words with the tokenizer that was made of them.</summary>
internal static class LanguageReports
{
    public static LanguageTrainingReport Create(LanguageWords words, TextTokenizer tokenizer, int threads, CancellationToken cancellationToken)
    {
        KeyValuePair<string, long>[] counts = [.. words.Counts];
        long tokens = 0;
        long unknown = 0;
        Parallel.For(0, counts.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken }, i =>
        {
            int[] ids = tokenizer.Encode(counts[i].Key, addSpecialTokens: false).Ids;
            Interlocked.Add(ref tokens, ids.Length * counts[i].Value);
            Interlocked.Add(ref unknown, ids.Count(id => id == tokenizer.SpecialTokens.Unknown) * counts[i].Value);
        });
        long kept = words.Words - words.LeftOut;
        return new()
        {
            Language = words.Language,
            Texts = words.Texts,
            Words = words.Words,
            DistinctWords = words.Distinct,
            LeftOutWords = words.LeftOut,
            Fertility = kept == 0 ? double.NaN : (double)tokens / kept,
            UnknownRate = tokens == 0 ? double.NaN : (double)unknown / tokens,
            Unicode = UnicodeCounter.Count(words),
        };
    }
}
