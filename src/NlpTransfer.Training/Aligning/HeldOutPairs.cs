namespace NlpTransfer.Training;

/// <summary>Pairs that no step reads, by language.</summary>
/// <param name="groups">The languages; those without held-out pairs are passed over.</param>
/// <param name="fitting">Tells which pairs are read as a whole; others are left out.</param>
internal sealed class HeldOutPairs(IEnumerable<PairGroup> groups, TextFitting fitting)
{
    private readonly (string Language, (string Source, string Target)[] Pairs)[] _groups =
    [
        .. groups.Select(group => (group.Language, Pairs: group.HeldOut.Where(pair => fitting.Fits(pair.Source) && fitting.Fits(pair.Target)).ToArray()))
            .Where(group => group.Pairs.Length >= 2),
    ];

    /// <summary>The languages, in order.</summary>
    internal IReadOnlyList<string> Languages => [.. _groups.Select(group => group.Language)];

    /// <summary>All pairs.</summary>
    internal IEnumerable<(string Source, string Target)> Pairs => _groups.SelectMany(group => group.Pairs);

    /// <summary>Retrieval with the vectors as they are now on both sides, an entry a language.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    internal IReadOnlyList<RetrievalScore> Measure(EncoderSession session, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        string[] texts = [.. Pairs.SelectMany(pair => new[] { pair.Source, pair.Target }).Distinct(StringComparer.Ordinal)];
        if (texts.Length == 0)
            return [];
        float[][] vectors = HeldOutTexts.Vectors(session, "held-out pairs", texts, progress, cancellation);
        Dictionary<string, float[]> known = texts.Zip(vectors).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        return [.. _groups.Select(group => Retrieval.Score([.. group.Pairs.Select(pair => known[pair.Source])], [.. group.Pairs.Select(pair => known[pair.Target])]))];
    }
}
