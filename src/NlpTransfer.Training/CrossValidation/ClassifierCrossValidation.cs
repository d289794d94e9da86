using System.Diagnostics;
using System.Runtime.CompilerServices;
using NlpTransfer.Corpora;
using NlpTransfer.LinearModels;
using NlpTransfer.Torch;

namespace NlpTransfer.Training;

/// <summary>
/// Trains and predicts in folds, so that every row is predicted once by classifiers that have not seen it, nor any row of its group in any language.
/// </summary>
public static class ClassifierCrossValidation
{
    /// <summary>Runs all systems on all corpora, fold by fold. The folds are the same for every corpus; vectors are computed once a text.</summary>
    /// <param name="model">The encoder; null where no system needs one.</param>
    /// <param name="corpora">Labelled rows, one set a language; each is held out in folds.</param>
    /// <param name="sources">Labelled rows of source languages; those of the held-out groups never train.</param>
    /// <param name="plan">Systems, folds, options.</param>
    /// <param name="progress">Told of every phase.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A result for each fold, corpus and system, as soon as it is there.</returns>
    /// <exception cref="BadDataException">Rows can't be learnt from, or there are fewer groups than folds.</exception>
    /// <exception cref="UsageException">Options are at fault.</exception>
    public static async IAsyncEnumerable<FoldPredictions> RunAsync(
        ModelFolder? model,
        IReadOnlyList<LanguageRows> corpora,
        IReadOnlyList<LanguageRows> sources,
        CrossValidationPlan plan,
        IProgress<WorkProgress>? progress = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(corpora);
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(plan);
        plan.Validate();
        if (model is null && plan.Systems.FirstOrDefault(system => system.Strategy.NeedsEncoder) is { } needy)
            throw new UsageException($"the strategy {needy.Name} needs a pretrained encoder; give one with --model");

        using EncoderSession? session = plan.Systems.Any(system => system.Strategy.NeedsEncoder)
            ? EncoderSession.Open(model!, plan.Training.MaxLength, plan.Training.BatchTokens, progress, plan.Training.Precision)
            : null;
        await foreach (FoldPredictions fold in RunAsync(session, corpora, sources, plan, progress, cancellationToken).ConfigureAwait(false))
            yield return fold;
    }

    /// <summary>The same with an encoder that is open, such as one that was just trained.</summary>
    /// <param name="session">The encoder; null where no system needs one. It stays open.</param>
    /// <param name="corpora">As above.</param>
    /// <param name="sources">As above.</param>
    /// <param name="plan">A plan that was checked.</param>
    /// <param name="progress">As above.</param>
    /// <param name="cancellationToken">As above.</param>
    internal static async IAsyncEnumerable<FoldPredictions> RunAsync(
        EncoderSession? session,
        IReadOnlyList<LanguageRows> corpora,
        IReadOnlyList<LanguageRows> sources,
        CrossValidationPlan plan,
        IProgress<WorkProgress>? progress,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var folds = CrossValidationFolds.Create(corpora, sources, plan);
        for (int fold = 0; fold < plan.Folds; fold++)
        {
            using var shared = new FoldMemory();
            for (int corpus = 0; corpus < corpora.Count; corpus++)
            {
                foreach (CrossValidatedSystem system in plan.Systems)
                {
                    progress?.Report(new WorkProgress($"fold {fold + 1} of {plan.Folds}: {system.Name} {corpora[corpus].Language}".TrimEnd(), 0, 0));
                    yield return await RunFoldAsync(session, corpora[corpus].Rows, folds, system, (corpus, fold), plan, shared, progress, cancellationToken).ConfigureAwait(false);
                    if (session is not null)
                        NativeAllocator.Trim();
                }

                shared.ForgetTuned();
            }
        }
    }

    private static async Task<FoldPredictions> RunFoldAsync(
        EncoderSession? session,
        IReadOnlyList<CorpusRow> rows,
        CrossValidationFolds folds,
        CrossValidatedSystem system,
        (int Corpus, int Fold) place,
        CrossValidationPlan plan,
        FoldMemory shared,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        ClassifierRows training = folds.Training(system, place.Corpus, place.Fold);
        var trainer = new ClassifierTrainer(system.Strategy.NeedsEncoder ? session : null, plan.Training with { Strategy = system.Strategy });
        FineTunedClassifier? known = shared.FindTuned(system);
        FirstStage? first = known is null ? await SharedFirstStageAsync(trainer, training, system, folds.AreRepeated(place.Corpus) ? place.Corpus : FoldMemory.AnyCorpus, plan, shared, progress, cancellation).ConfigureAwait(false) : null;
        ClassifierParts parts = await trainer.TrainAsync(training, new SharedTraining(first, known), progress, cancellation).ConfigureAwait(false);
        shared.Keep(system, parts.Tuned);
        cancellation.ThrowIfCancellationRequested();
        int[] heldOut = folds.HeldOut(place.Corpus, place.Fold);
        ITextClassifier classifier = parts.Join(session?.Embedder);
        IReadOnlyList<TextClassification> results = await classifier.ClassifyAsync([.. heldOut.Select(row => rows[row].Text)], cancellation).ConfigureAwait(false);
        return new FoldPredictions(
            system, place.Corpus, place.Fold, heldOut, classifier.Labels, results, training.All.Sum(set => set.Texts.Count), clock.Elapsed.TotalSeconds, parts.Linear?.Selection)
        {
            Memory = parts.Run.Memory,
        };
    }

    /// <summary>
    /// The first stage reads the sources alone, so all targets of a fold can begin with the same one, unless their labels differ, the target is mixed in, or rows of the
    /// target stand in the sources and are left out there.
    /// </summary>
    private static async Task<FirstStage?> SharedFirstStageAsync(
        ClassifierTrainer trainer,
        ClassifierRows training,
        CrossValidatedSystem system,
        int corpus,
        CrossValidationPlan plan,
        FoldMemory shared,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        if (!system.Strategy.FineTunes || plan.Training.MixTarget || training.Sources.All(set => set.Texts.Count == 0))
            return null;
        if (shared.FindFirstStage(system, corpus, training.Labels) is { } known)
            return known;
        FirstStage trained = await trainer.TrainFirstStageAsync(training, progress, cancellation).ConfigureAwait(false);
        shared.Keep(system, corpus, trained);
        return trained;
    }
}
