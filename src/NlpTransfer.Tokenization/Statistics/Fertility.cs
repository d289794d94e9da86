using System.Text;

namespace NlpTransfer.Tokenization;

/// <summary>Measures how many pieces a tokenizer needs for a language.</summary>
public static class Fertility
{
    private const int TextsAtOnce = 1024;

    /// <summary>Counts over texts, which are read once and in parts, on all processors.</summary>
    /// <param name="tokenizer">The tokenizer; several threads use it at once.</param>
    /// <param name="texts">The texts.</param>
    /// <param name="progress">Hears of the number of texts done.</param>
    /// <param name="cancellationToken">Stops between parts.</param>
    public static FertilityReport Measure(
        ITextTokenizer tokenizer, IEnumerable<string> texts, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(texts);
        var total = new FertilityReport(0, 0, 0, 0, 0, 0);
        var use = new VocabularyUse(tokenizer.VocabularySize);
        foreach (string[] part in texts.Chunk(TextsAtOnce))
        {
            var reports = new FertilityReport[part.Length];
            var encodings = new TokenEncoding[part.Length];
            Parallel.For(0, part.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            {
                encodings[i] = tokenizer.Encode(part[i], addSpecialTokens: false);
                reports[i] = Measure(tokenizer, part[i], encodings[i]);
            });
            total = reports.Aggregate(total, (sum, report) => sum.Add(report));
            foreach (TokenEncoding encoding in encodings)
                use.Mark(encoding.Ids);
            progress?.Report(new("tokenising", total.Texts, 0));
        }

        return total with { Use = use };
    }

    private static FertilityReport Measure(ITextTokenizer tokenizer, string text, TokenEncoding encoding)
    {
        int words = 0;
        int continued = 0;
        int token = 0;
        for (int start = 0; start < text.Length;)
        {
            if (char.IsWhiteSpace(text[start]))
            {
                start++;
                continue;
            }

            int end = start;
            while (end < text.Length && !char.IsWhiteSpace(text[end]))
                end++;
            words++;
            continued += CountTouching(encoding.Offsets, ref token, start, end) > 1 ? 1 : 0;
            start = end;
        }

        int? unknown = tokenizer.SpecialTokens.Unknown;
        int unknowns = unknown is null ? 0 : encoding.Ids.Count(id => id == unknown);
        return new(1, words, continued, encoding.Ids.Length, unknowns, Encoding.UTF8.GetByteCount(text)) { Characters = text.EnumerateRunes().Count() };
    }

    /// <summary>Offsets never go back, so that each word goes on where the one before ended.</summary>
    private static int CountTouching(TokenRange[] offsets, ref int token, int start, int end)
    {
        while (token < offsets.Length && offsets[token].End <= start)
            token++;
        int count = 0;
        for (int i = token; i < offsets.Length && offsets[i].Start < end; i++)
            count += offsets[i].End > start ? 1 : 0;
        return count;
    }
}
