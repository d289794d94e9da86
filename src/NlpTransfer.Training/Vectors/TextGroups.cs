using NlpTransfer.Corpora;

namespace NlpTransfer.Training;

/// <summary>Reads plain texts by language, in memory bounded by the number that is kept.</summary>
internal static class TextGroups
{
    /// <summary>A language needs so many held-out texts for its mean to be taken away.</summary>
    internal const int FewestHeldOut = 2;

    private const int ReportEvery = 10_000;

    /// <summary>One hash of all texts.</summary>
    internal static string Hash(IEnumerable<TextGroup> groups) => TextsHash.Of(groups.SelectMany(group => (string[])[group.Language, .. group.Texts, "", .. group.HeldOut, ""]));

    /// <summary>Reads texts.</summary>
    /// <param name="texts">The corpora; those of one language make one group.</param>
    /// <param name="dev">Texts that measure; a language that has none here gives some of its own.</param>
    /// <param name="perLanguage">Texts of a language that are kept at most, drawn evenly from all.</param>
    /// <param name="heldOut">Texts of a language that are held out, at most a tenth of them.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="progress">Told of texts read.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="BadDataException">A corpus can't be read or holds nothing.</exception>
    internal static async Task<IReadOnlyList<TextGroup>> ReadAsync(
        IReadOnlyList<TextCorpus> texts, IReadOnlyList<TextCorpus> dev, int perLanguage, int heldOut, ulong seed, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        List<(string Language, TextSample Sample)> training = await SampleAsync(texts, perLanguage, seed, progress, cancellation).ConfigureAwait(false);
        List<(string Language, TextSample Sample)> given = await SampleAsync(dev, perLanguage, seed, progress, cancellation).ConfigureAwait(false);
        var measured = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach ((string language, TextSample sample) in training)
            measured[language] = HeldOut(sample.Texts, heldOut);
        foreach ((string language, TextSample sample) in given)
            measured[language] = sample.Texts;
        HashSet<string> apart = new(measured.Values.SelectMany(list => list), StringComparer.Ordinal);
        return
        [
            .. training.Select(group => new TextGroup(group.Language, [.. group.Sample.Texts.Where(text => !apart.Contains(text))], measured[group.Language])),
            .. given.Where(group => training.All(other => other.Language != group.Language)).Select(group => new TextGroup(group.Language, [], group.Sample.Texts)),
        ];
    }

    private static IReadOnlyList<string> HeldOut(IReadOnlyList<string> texts, int heldOut)
    {
        int count = Math.Min(heldOut, texts.Count / 10);
        return count < FewestHeldOut ? [] : [.. texts.Take(count)];
    }

    private static async Task<List<(string Language, TextSample Sample)>> SampleAsync(
        IReadOnlyList<TextCorpus> corpora, int perLanguage, ulong seed, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var groups = new List<(string Language, TextSample Sample)>();
        long read = 0;
        foreach (TextCorpus corpus in corpora)
        {
            await foreach (CorpusRow row in corpus.ReadAsync(cancellation: cancellation).ConfigureAwait(false))
            {
                string language = row.Language ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(corpus.Path));
                int group = groups.FindIndex(known => known.Language == language);
                if (group < 0)
                {
                    group = groups.Count;
                    groups.Add((language, new TextSample(perLanguage, seed)));
                }

                groups[group].Sample.Add(row.Text);
                if (++read % ReportEvery == 0)
                    progress?.Report(new WorkProgress("reading texts", read, 0));
            }
        }

        return groups;
    }
}
