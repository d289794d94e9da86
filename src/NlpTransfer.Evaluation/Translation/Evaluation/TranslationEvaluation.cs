using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation;

/// <summary>Measures a translator on held-out pairs.</summary>
public static class TranslationEvaluation
{
    private const string References = "the references";

    /// <summary>Evaluates on a corpus.</summary>
    /// <inheritdoc cref="RunAsync(ITextTranslator, IReadOnlyList{TextPair}, TranslationEvaluationOptions?, IProgress{WorkProgress}?, CancellationToken)"/>
    /// <param name="system">The translator.</param>
    /// <param name="corpus">The held-out pairs; none of them may have chosen anything about the translator.</param>
    /// <param name="options">What to compare with; null for the defaults.</param>
    /// <param name="progress">Told of pairs checked and translated, then of samples and trials.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    public static async Task<TranslationEvaluationReport> RunAsync(
        ITextTranslator system,
        PairCorpus corpus,
        TranslationEvaluationOptions? options = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        (options ?? new TranslationEvaluationOptions()).Validate();
        IReadOnlyList<TextPair> pairs = await corpus.ReadAllAsync(null, cancellationToken).ConfigureAwait(false);
        return await RunAsync(system, pairs, options, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Evaluates on pairs. Leakage is looked for first; then the system and its rivals translate the same texts, and the report tells scores with intervals and
    /// signatures, and for each rival, the copied source first, paired verdicts.
    /// </summary>
    /// <param name="system">The translator.</param>
    /// <param name="pairs">The held-out pairs; none of them may have chosen anything about the translator.</param>
    /// <param name="options">What to compare with; null for the defaults.</param>
    /// <param name="progress">Told of pairs checked and translated, then of samples and trials.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <exception cref="BadDataException">There are no pairs, a side of one is empty, or translations that were given are not one a pair.</exception>
    /// <exception cref="UsageException">Options are at fault.</exception>
    /// <exception cref="NlpTransferException">A translator fails, or returns another number of translations than it got texts.</exception>
    public static async Task<TranslationEvaluationReport> RunAsync(
        ITextTranslator system,
        IReadOnlyList<TextPair> pairs,
        TranslationEvaluationOptions? options = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(pairs);
        options ??= new TranslationEvaluationOptions();
        options.Validate();
        Require(pairs);
        (TranslationLeakage? leakage, HashSet<int> leaked) = await Task.Run(() => FindLeakage(pairs, options, progress, cancellationToken), cancellationToken).ConfigureAwait(false);
        var batches = new TranslatedBatches(options.BatchSize, progress);
        string[] sources = [.. pairs.Select(pair => pair.Source)];
        IReadOnlyList<TextTranslation> made = await batches.TranslateAsync(options.Name, system, sources, cancellationToken).ConfigureAwait(false);
        var own = new SegmentFile(options.Name, [.. made.Select(one => one.Text)]);
        List<SegmentFile> rivals = [new(TranslationEvaluationOptions.Copy, sources)];
        foreach (TranslationContender contender in options.Against)
            rivals.Add(new SegmentFile(contender.Name, await contender.TranslateAsync(batches, sources, cancellationToken).ConfigureAwait(false)));
        var references = new SegmentFile(References, [.. pairs.Select(pair => pair.Target)]);
        return await Task.Run(
            () =>
            {
                TranslationScores scores = TranslationScoring.Run(own, [references], rivals, options.Scoring, progress, cancellationToken);
                if (leaked.Count > 0 && leaked.Count < pairs.Count)
                    leakage = leakage! with { Clean = TranslationScoring.Run(Without(own, leaked), [Without(references, leaked)], null, options.Scoring, progress, cancellationToken).Scores };
                return TranslationEvaluationReport.Create(pairs, made, scores, leakage, options);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static void Require(IReadOnlyList<TextPair> pairs)
    {
        if (pairs.Count == 0)
            throw new BadDataException("there are no pairs to evaluate on: give at least one.");
        for (int i = 0; i < pairs.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(pairs[i].Source) || string.IsNullOrWhiteSpace(pairs[i].Target))
                throw new BadDataException($"{pairs[i].Position?.ToString() ?? TranslationLeakage.PlaceOf(pairs, i)}: the {(string.IsNullOrWhiteSpace(pairs[i].Source) ? "text" : "translation")} is empty; a pair to evaluate on needs both.");
        }
    }

    /// <summary>The leaked pairs, told at once; null where nobody can say.</summary>
    private static (TranslationLeakage? Report, HashSet<int> Rows) FindLeakage(
        IReadOnlyList<TextPair> pairs, TranslationEvaluationOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        if (options.TrainedOn.Index is not { } known)
            return (null, []);
        PairLeakage found = PairLeakage.Find(known, pairs, options.Leakage, progress, cancellationToken);
        TranslationLeakage report = TranslationLeakage.Create(pairs, found, options.TrainedOn.Files, options.Examples);
        if (report.Total > 0)
            options.LeakageFound?.Invoke(report);
        return (report, [.. found.Source.Overlaps.Concat(found.Target.Overlaps).Select(overlap => overlap.Row)]);
    }

    private static SegmentFile Without(SegmentFile file, HashSet<int> rows) => file with { Lines = [.. file.Lines.Where((_, i) => !rows.Contains(i))] };
}
