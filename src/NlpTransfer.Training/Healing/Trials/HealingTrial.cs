using NlpTransfer.Corpora;

namespace NlpTransfer.Training;

/// <summary>
/// Judges models whose vocabulary was changed, one after the other, by the same measures: how near their vectors are to the old model's on held-out texts, and how well
/// classifiers on their frozen vectors do over folds of labelled rows, before and after healing. The old model's vectors are computed once for all. Not for several threads.
/// </summary>
public sealed class HealingTrial : IDisposable
{
    private readonly TeacherVectors _teacher;
    private readonly TextGroup _heldOut;
    private readonly HealingTrialOptions _options;
    private int? _steps;

    private HealingTrial(TeacherVectors teacher, TextGroup heldOut, HealingTrialOptions options) => (_teacher, _heldOut, _options) = (teacher, heldOut, options);

    /// <summary>Opens the old model and reads the held-out texts.</summary>
    /// <param name="teacher">The model before its vocabulary was changed.</param>
    /// <param name="options">Measures and healing.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="UsageException">Options are at fault.</exception>
    /// <exception cref="BadDataException">The held-out texts can't be read.</exception>
    /// <exception cref="ModelFormatException">The model can't be used.</exception>
    /// <exception cref="NlpTransferException">libtorch can't be loaded.</exception>
    public static async Task<HealingTrial> OpenAsync(ModelFolder teacher, HealingTrialOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        IReadOnlyList<CorpusRow> rows = await options.HeldOut.ReadAllAsync(cancellation: cancellationToken).ConfigureAwait(false);
        var heldOut = new TextGroup(options.HeldOut.Language ?? "und", [], [.. rows.Select(row => row.Text)]);
        return new HealingTrial(await Task.Run(() => TeacherVectors.Open(teacher), cancellationToken).ConfigureAwait(false), heldOut, options);
    }

    /// <summary>What the changed models are compared with over the labelled rows: letters alone, and the frozen vectors of the old model.</summary>
    /// <param name="progress">Told of every phase.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Fold by fold, letters first; empty where there are no labelled rows.</returns>
    /// <exception cref="BadDataException">Rows can't be learnt from, or there are fewer groups than folds.</exception>
    public Task<IReadOnlyList<FoldPredictions>> RunBaselinesAsync(IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default) =>
        ClassifyAsync(_teacher.Session, [ClassifierStrategy.Letters, ClassifierStrategy.Frozen], progress, cancellationToken);

    /// <summary>Measures a changed model, heals it where that is asked for, and measures again.</summary>
    /// <param name="model">The model after its vocabulary was changed; nothing is written to it, and it is closed at the end.</param>
    /// <param name="progress">Told of every phase.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="UsageException">Model and old model don't go together, or nothing would train.</exception>
    /// <exception cref="BadDataException">There are fewer than two held-out texts, texts can't be read, or rows can't be learnt from.</exception>
    /// <exception cref="ModelFormatException">The model can't be used.</exception>
    /// <exception cref="NlpTransferException">The loss is no longer finite.</exception>
    public async Task<HealingTrialResult> RunAsync(ModelFolder model, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        (AgreementScore before, IReadOnlyList<FoldPredictions> labeledBefore) = await MeasureAsync(model, progress, cancellationToken).ConfigureAwait(false);
        if (_options.Healing is not { } healing)
            return new HealingTrialResult(before, null, labeledBefore, [], null);
        // All are compared after the same number of steps, whatever else the machine did meanwhile.
        if (_steps is { } steps)
            healing = healing with { Training = healing.Training with { Minutes = null, MaxSteps = steps } };
        using HealedModel healed = await VectorHealing.RunAsync(model, _teacher, _options.HealingTexts, healing, progress, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (healing.Training.Minutes is not null)
            _steps = healed.Report.Run.Steps;
        (AgreementScore after, IReadOnlyList<FoldPredictions> labeledAfter) = await MeasureAsync(healed.Session, progress, cancellationToken).ConfigureAwait(false);
        return new HealingTrialResult(before, after, labeledBefore, labeledAfter, healed.Report);
    }

    /// <inheritdoc/>
    public void Dispose() => _teacher.Dispose();

    private async Task<(AgreementScore Agreement, IReadOnlyList<FoldPredictions> Labeled)> MeasureAsync(ModelFolder model, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        using EncoderSession session = await Task.Run(() => EncoderSession.Open(model), cancellation).ConfigureAwait(false);
        return await MeasureAsync(session, progress, cancellation).ConfigureAwait(false);
    }

    private async Task<(AgreementScore Agreement, IReadOnlyList<FoldPredictions> Labeled)> MeasureAsync(EncoderSession session, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        AgreementScore agreement = await Task.Run(() => Agreement(session, progress, cancellation), cancellation).ConfigureAwait(false);
        return (agreement, await ClassifyAsync(session, [ClassifierStrategy.Frozen], progress, cancellation).ConfigureAwait(false));
    }

    private AgreementScore Agreement(EncoderSession session, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        int maxLength = (_options.Healing ?? new HealingOptions()).Training.MaxLength;
        var texts = new HeldOutTexts([_heldOut], _teacher, new TextFitting(session.Input, _teacher.Input, maxLength));
        return texts.IsEmpty
            ? throw new BadDataException($"{_options.HeldOut.Path}: vectors are compared on at least {TextGroups.FewestHeldOut} held-out texts; give more of them.")
            : VectorAgreement.Score(texts.Measure(session, progress, cancellation)[0]);
    }

    private async Task<IReadOnlyList<FoldPredictions>> ClassifyAsync(
        EncoderSession session, IEnumerable<ClassifierStrategy> strategies, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var folds = new List<FoldPredictions>();
        if (_options.Labeled.Count == 0)
            return folds;
        var plan = new CrossValidationPlan
        {
            Systems = [.. strategies.Select(strategy => new CrossValidatedSystem(strategy, WithSources: false))],
            Folds = _options.Folds,
            Training = new() { Seed = _options.Seed },
        };
        plan.Validate();
        await foreach (FoldPredictions fold in ClassifierCrossValidation.RunAsync(session, _options.Labeled, [], plan, progress, cancellation).ConfigureAwait(false))
            folds.Add(fold);
        return folds;
    }
}
