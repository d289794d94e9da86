using NlpTransfer.Corpora;

namespace NlpTransfer.Training;

/// <summary>The pairs of one direction, as they were read.</summary>
/// <param name="Direction">The direction.</param>
/// <param name="Pairs">The pairs.</param>
internal sealed record PairRows(TranslationDirection Direction, IReadOnlyList<TextPair> Pairs)
{
    /// <summary>Reads corpora, and joins those of one direction.</summary>
    /// <exception cref="UsageException">The language of translations is not known.</exception>
    /// <exception cref="BadDataException">A file can't be read.</exception>
    internal static async Task<IReadOnlyList<PairRows>> ReadAsync(IReadOnlyList<PairCorpus> corpora, CancellationToken cancellation)
    {
        var rows = new List<(TranslationDirection Direction, TextPair Pair)>();
        foreach (PairCorpus corpus in corpora)
        {
            foreach (TextPair pair in await corpus.ReadAllAsync(null, cancellation).ConfigureAwait(false))
                rows.Add((DirectionOf(corpus, pair), pair));
        }

        return [.. rows.GroupBy(row => row.Direction, row => row.Pair).Select(group => new PairRows(group.Key, [.. group]))];
    }

    /// <summary>
    /// Sets pairs aside to judge an epoch by, drawn by their sources, so that one that occurs twice falls on one side; pairs with the source or the target of one that is set aside
    /// are not trained on either.
    /// </summary>
    /// <param name="count">How many, at most a tenth.</param>
    /// <param name="seed">The run's seed.</param>
    internal (IReadOnlyList<TextPair> Training, IReadOnlyList<TextPair> HeldOut) Split(int count, ulong seed)
    {
        int wanted = Math.Min(count, Pairs.Count / 10);
        if (wanted == 0)
            return (Pairs, []);
        TextPair[] heldOut = [.. Pairs.DistinctBy(pair => pair.Source, StringComparer.Ordinal).OrderBy(pair => new CounterRandom(seed, "held-out pair." + pair.Source).NextUInt64()).Take(wanted)];
        HashSet<string> sources = [.. heldOut.Select(pair => pair.Source)], targets = [.. heldOut.Select(pair => pair.Target)];
        return ([.. Pairs.Where(pair => !sources.Contains(pair.Source) && !targets.Contains(pair.Target))], heldOut);
    }

    /// <summary>A hash of all pairs with their directions, in order.</summary>
    internal static string Hash(IEnumerable<PairRows> rows) => TextsHash.Of(
        rows.SelectMany(group => group.Pairs.SelectMany(pair => (string[])[pair.Source, pair.Target]).Prepend(group.Direction.Key)));

    private static TranslationDirection DirectionOf(PairCorpus corpus, TextPair pair)
    {
        string to = pair.TargetLanguage ?? corpus.TargetLanguage ?? throw new UsageException(
            $"{corpus.Path}: the language of the translations is not known; say it with --to, or before the file: --pairs yor=FILE.");
        string? from = pair.SourceLanguage ?? corpus.SourceLanguage;
        return new TranslationDirection(from is null ? null : LanguageTag.Parse(from), LanguageTag.Parse(to));
    }
}
