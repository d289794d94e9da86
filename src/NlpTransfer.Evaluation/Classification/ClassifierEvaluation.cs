using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation;

/// <summary>Measures a classifier on held-out rows.</summary>
public static class ClassifierEvaluation
{
    /// <summary>Evaluates on a corpus.</summary>
    /// <inheritdoc cref="RunAsync(ITextClassifier, IReadOnlyList{CorpusRow}, EvaluationOptions?, IProgress{WorkProgress}?, CancellationToken)"/>
    /// <param name="system">The classifier.</param>
    /// <param name="corpus">The held-out rows; none of them may have chosen anything about the classifier.</param>
    /// <param name="options">What to compare with; null for the defaults.</param>
    /// <param name="progress">Told of texts classified, then of scores and comparisons made.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    public static async Task<EvaluationReport> RunAsync(
        ITextClassifier system,
        LabeledCorpus corpus,
        EvaluationOptions? options = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        (options ?? new EvaluationOptions()).Validate();
        IReadOnlyList<CorpusRow> rows = await corpus.ReadAllAsync(cancellation: cancellationToken).ConfigureAwait(false);
        return await RunAsync(system, rows, options, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Evaluates on rows. Leakage is looked for first; then every system classifies the same rows, and the report tells scores with intervals, the floor, and for
    /// each rival a paired verdict.
    /// </summary>
    /// <param name="system">The classifier.</param>
    /// <param name="rows">The held-out rows; none of them may have chosen anything about the classifier.</param>
    /// <param name="options">What to compare with; null for the defaults.</param>
    /// <param name="progress">Told of texts classified, then of scores and comparisons made.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <exception cref="BadDataException">There are no rows, or a row has no label.</exception>
    /// <exception cref="UsageException">Options are at fault, or predictions that were given are not one a row.</exception>
    /// <exception cref="NlpTransferException">A classifier's results do not fit its labels.</exception>
    public static async Task<EvaluationReport> RunAsync(
        ITextClassifier system,
        IReadOnlyList<CorpusRow> rows,
        EvaluationOptions? options = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(system);
        options ??= new EvaluationOptions();
        options.Validate();
        HeldOutRows heldOut = HeldOutRows.Create(rows);
        OverlapReport? leaked = FindLeakage(heldOut, options, progress, cancellationToken);
        string[] texts = [.. rows.Select(row => row.Text)];
        var rivals = new List<SystemPredictions>();
        SystemPredictions own = await Predict(new Contender(options.Name, system)).ConfigureAwait(false);
        SystemPredictions? floor = options.Floor is null ? null : await Predict(options.Floor).ConfigureAwait(false);
        foreach (Contender contender in options.Against)
            rivals.Add(await Predict(contender).ConfigureAwait(false));
        SystemPredictions majority = await Predict(new Contender("majority", options.Majority ?? new MajorityClassifier(heldOut.Expected))).ConfigureAwait(false);
        int compared = rivals.Count + (floor is null ? 0 : 1);
        var work = new ScoringWork(progress, 2 + (2 * compared) + (leaked is { Overlaps.Count: > 0 } ? 1 : 0), cancellationToken);
        var builder = new EvaluationBuilder(heldOut, options, leaked, work);
        return await Task.Run(() => builder.Build(own, floor, rivals, majority), cancellationToken).ConfigureAwait(false);

        Task<SystemPredictions> Predict(Contender contender) => contender.PredictAsync(texts, options.BatchSize, progress, cancellationToken);
    }

    /// <summary>The leaked rows, told at once; null where nobody can say.</summary>
    private static OverlapReport? FindLeakage(HeldOutRows heldOut, EvaluationOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        if (options.TrainedOn is null)
            return null;
        OverlapReport found = options.TrainedOn.Check(heldOut.Rows, options.Leakage, progress, cancellationToken);
        if (found.Overlaps.Count > 0)
            options.LeakageFound?.Invoke(LeakageReport.Create(heldOut.Rows, found, options.Examples));
        return found;
    }
}
