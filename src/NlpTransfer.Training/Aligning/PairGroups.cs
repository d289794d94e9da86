using NlpTransfer.Corpora;

namespace NlpTransfer.Training;

/// <summary>Reads pairs by target language, in memory bounded by the number that is kept.</summary>
internal static class PairGroups
{
    /// <summary>Retrieval among fewer pairs says nothing.</summary>
    private const int FewestHeldOut = 2;

    private const int ReportEvery = 10_000;

    // Between a source and its target in a sample's texts; no line of a corpus holds it.
    private const char Between = '\n';

    /// <summary>One hash of all pairs.</summary>
    internal static string Hash(IEnumerable<PairGroup> groups) => TextsHash.Of(groups.SelectMany(group =>
        (string[])[group.Language, .. group.Pairs.SelectMany(pair => (string[])[pair.Source, pair.Target]), "", .. group.HeldOut.SelectMany(pair => (string[])[pair.Source, pair.Target]), ""]));

    /// <summary>Reads pairs.</summary>
    /// <param name="corpora">The corpora; those of one target language make one group.</param>
    /// <param name="perLanguage">Pairs of a language that are kept at most.</param>
    /// <param name="heldOut">Pairs of a language that are held out, at most a tenth of them.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="progress">Told of pairs read.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="BadDataException">A corpus can't be read or holds nothing.</exception>
    internal static async Task<IReadOnlyList<PairGroup>> ReadAsync(
        IReadOnlyList<PairCorpus> corpora, int perLanguage, int heldOut, ulong seed, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var groups = new List<(string Language, TextSample Sample)>();
        long read = 0;
        foreach (PairCorpus corpus in corpora)
        {
            await foreach (TextPair pair in corpus.ReadAsync(cancellation: cancellation).ConfigureAwait(false))
            {
                string language = pair.TargetLanguage ?? Path.GetFileName(corpus.Path);
                int group = groups.FindIndex(known => known.Language == language);
                if (group < 0)
                {
                    group = groups.Count;
                    groups.Add((language, new TextSample(perLanguage, seed)));
                }

                // Translations of one source share a hash, so languages hold out the same sources as far as they have them.
                groups[group].Sample.Add(pair.Source.Replace(Between, ' ') + Between + pair.Target.Replace(Between, ' '), pair.Source);
                if (++read % ReportEvery == 0)
                    progress?.Report(new WorkProgress("reading pairs", read, 0));
            }
        }

        return Split([.. groups.Select(group => (group.Language, group.Sample.Texts.Select(Part).ToArray()))], heldOut);
    }

    private static PairGroup[] Split(IReadOnlyList<(string Language, (string Source, string Target)[] Pairs)> groups, int heldOut)
    {
        (string Source, string Target)[][] measured = [.. groups.Select(group => HeldOut(group.Pairs, heldOut))];
        HashSet<string> apart = new(measured.SelectMany(pairs => pairs.SelectMany(pair => new[] { pair.Source, pair.Target })), StringComparer.Ordinal);
        return
        [
            .. groups.Select((group, place) => new PairGroup(
                group.Language, [.. group.Pairs.Where(pair => !apart.Contains(pair.Source) && !apart.Contains(pair.Target))], measured[place])),
        ];
    }

    /// <summary>Each source and each target once: where two pairs share one, neither is the right answer to the other.</summary>
    private static (string Source, string Target)[] HeldOut((string Source, string Target)[] pairs, int heldOut)
    {
        int count = Math.Min(heldOut, pairs.Length / 10);
        if (count < FewestHeldOut)
            return [];
        (string Source, string Target)[] taken = [.. pairs.DistinctBy(pair => pair.Source).DistinctBy(pair => pair.Target).Take(count)];
        return taken.Length < FewestHeldOut ? [] : taken;
    }

    private static (string Source, string Target) Part(string joined)
    {
        int at = joined.IndexOf(Between);
        return (joined[..at], joined[(at + 1)..]);
    }
}
