using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>The counts of all texts under one tokenizer.</summary>
/// <param name="Texts">The texts with the counts of each, in the order given.</param>
internal sealed record TextCounts(IReadOnlyList<(TrimText Text, PieceCounts Counts)> Texts)
{
    public static async Task<TextCounts> ReadAsync(
        TextTokenizer tokenizer, IReadOnlyList<TrimText> texts, bool countLetters, string phase, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var counted = new List<(TrimText, PieceCounts)>();
        foreach (TrimText text in texts)
        {
            progress?.Report(new WorkProgress(phase, counted.Count, texts.Count, text.ShownName));
            counted.Add((text, await PieceCounts.OfAsync(tokenizer, TrimTextReader.ReadAsync(text, cancellation), countLetters, cancellation).ConfigureAwait(false)));
        }

        progress?.Report(new WorkProgress(phase, texts.Count, texts.Count));
        return new TextCounts(counted);
    }

    /// <summary>Languages in the order in which they first occur.</summary>
    public IEnumerable<IGrouping<string, (TrimText Text, PieceCounts Counts)>> ByLanguage => Texts.GroupBy(text => text.Text.Group);

    /// <summary>Occurrences of each piece in all texts together.</summary>
    public long[] Sum()
    {
        var sum = new long[Texts[0].Counts.Counts.Length];
        foreach ((_, PieceCounts counts) in Texts)
        {
            for (int id = 0; id < sum.Length; id++)
                sum[id] += counts.Counts[id];
        }

        return sum;
    }

    /// <summary>
    /// How much each piece is needed: its share of a text's tokens, averaged over the texts of a language and then over languages, each weighted with its number of
    /// tokens to the power of the temperature, texts with their own weight too.
    /// </summary>
    public double[] Shares(double temperature)
    {
        var shares = new double[Texts[0].Counts.Counts.Length];
        foreach (IGrouping<string, (TrimText Text, PieceCounts Counts)> language in ByLanguage)
        {
            double languageWeight = Math.Pow(language.Sum(text => text.Counts.Tokens), temperature);
            double whole = language.Sum(text => text.Text.Weight * Math.Pow(text.Counts.Tokens, temperature));
            foreach ((TrimText text, PieceCounts counts) in language.Where(part => part.Counts.Tokens > 0))
            {
                double factor = languageWeight * text.Weight * Math.Pow(counts.Tokens, temperature) / whole / counts.Tokens;
                for (int id = 0; id < shares.Length; id++)
                    shares[id] += factor * counts.Counts[id];
            }
        }

        return shares;
    }

    /// <summary>Scripts that at least one letter in a hundred of some language belongs to.</summary>
    public IReadOnlyList<Script> Scripts() =>
    [
        .. Script.All.Where((_, index) => ByLanguage.Any(language =>
            language.Sum(text => text.Counts.Letters[index]) * 100 >= Math.Max(1, language.Sum(text => text.Counts.Letters.Sum())))),
    ];
}
