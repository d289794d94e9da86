using System.Diagnostics;
using NlpTransfer.Corpora;

namespace NlpTransfer.Training;

/// <summary>One aligning: measures, trains, measures.</summary>
internal sealed class AlignmentWork(EncoderSession session, TeacherVectors teacher, VectorAlignmentOptions options, Stopwatch clock)
{
    /// <summary>Does the work; the session's encoder is aligned afterwards.</summary>
    internal async Task<AlignmentReport> RunAsync(
        IReadOnlyList<PairGroup> groups, IReadOnlyList<TextGroup> kept, LabeledSets labeled, RunCheckpoints? checkpoints, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var fitting = new TextFitting(session.Input, teacher.Input, options.Training.MaxLength);
        PairExamples pairs = await Task.Run(() => PairExamples.Create(groups, session.Input, teacher, fitting, progress, cancellation), cancellation).ConfigureAwait(false);
        if (pairs.Count < 2)
            throw new BadDataException($"{pairs.Count} pairs are left to train on beside those that are held out or too long; aligning needs at least 2, and better some thousands.");
        IReadOnlyList<TextGroup> texts = options.KeepShare == 0 ? [] : kept.Count > 0 ? kept : [new TextGroup("sources", pairs.Sources, HeldOutSources(groups))];
        // A text that keeps its own vector is not held against others: contrast would draw it past that.
        TextExamples keep = TextExamples.Create(texts, teacher, fitting, contrasts: false, progress, cancellation);
        if (options.KeepShare > 0 && keep.Count < 2)
            throw new BadDataException($"{keep.Count} texts are left that keep their vectors; give more of them (--text).");

        var heldOutPairs = new HeldOutPairs(groups, fitting);
        var heldOutTexts = new HeldOutTexts(texts, teacher, fitting);
        Measurement before = await MeasureAsync(heldOutPairs, heldOutTexts, labeled, progress, cancellation).ConfigureAwait(false);
        TrainingRun run = await Task.Run(() => Train(pairs, keep, heldOutPairs, heldOutTexts, checkpoints, progress, cancellation), CancellationToken.None).ConfigureAwait(false);
        Measurement? after = run.Interrupted ? null : await MeasureAsync(heldOutPairs, heldOutTexts, labeled, progress, cancellation).ConfigureAwait(false);
        return new AlignmentReport(
            run,
            [.. heldOutPairs.Languages.Select((language, place) => new LanguageRetrieval(language, before.Retrieval[place], after?.Retrieval[place]))],
            [.. heldOutTexts.Languages.Select((language, place) => new LanguageAgreement(language, VectorAgreement.Score(before.Kept[place]), after is null ? null : VectorAgreement.Score(after.Kept[place])))],
            labeled.Compare(before.Labeled, after?.Labeled),
            pairs.Count,
            keep.Count,
            pairs.LeftOut,
            fitting.Shortened);
    }

    /// <summary>What makes the model, as far as it is known before.</summary>
    internal Provenance Describe(IReadOnlyList<PairCorpus> pairs) => new()
    {
        Command = "align",
        Options = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["aligning"] = options.Describe(),
            ["training"] = options.Training.Describe(),
        },
        Seed = options.Training.Seed,
        Inputs =
        [
            .. pairs.SelectMany(corpus => AdaptedInputs.Of("pairs", corpus.TargetLanguage, corpus.Files)),
            .. AdaptedInputs.Of("text", options.Keep),
            .. options.Labeled.SelectMany(corpus => AdaptedInputs.Of("labeled", corpus.Language, corpus.Files)),
        ],
        Parents = [AdaptedInputs.Of(session.Folder)],
        Kernels = session.KernelName,
    };

    private TrainingRun Train(PairExamples pairs, TextExamples keep, HeldOutPairs heldOutPairs, HeldOutTexts heldOutTexts, RunCheckpoints? checkpoints, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        ExampleStream<VectorExample> aligning = pairs.Stream(options.Training), keeping = keep.Stream("keeping", options.Training);
        var trainer = new VectorTrainer(session, teacher, TextExamples.Ids(pairs.All.Concat(keep.All), among: null), options.Training, clock, checkpoints);
        VectorExample[] measuredPairs = [.. heldOutPairs.Pairs.Select(pair => PairExamples.Example(session.Input, teacher, pair.Source, pair.Target))];
        IReadOnlyList<VectorExample> measuredTexts = heldOutTexts.Examples(session.Input);
        var lossClock = new Stopwatch();
        double Loss()
        {
            lossClock.Restart();
            double parallel = trainer.Loss(measuredPairs, cancellation), own = options.KeepShare > 0 && measuredTexts.Count > 0 ? trainer.Loss(measuredTexts, cancellation) : 0;
            lossClock.Stop();
            return ((1 - options.KeepShare) * parallel) + (options.KeepShare * own);
        }

        bool measures = measuredPairs.Length > 0;
        double? lossBefore = measures ? Loss() : null;
        int batches = (int)Math.Min(int.MaxValue, aligning.BatchesInPass / (1 - options.KeepShare));
        return trainer.Run(
            AlternatingStreams.Mix(aligning.Batches(), keeping.Batches(), options.KeepShare),
            batches,
            [new VectorStage("aligning", TrainLayers: true, 1)],
            measures ? Loss : null,
            lossBefore,
            lossClock.Elapsed.TotalSeconds,
            progress,
            cancellation);
    }

    private async Task<Measurement> MeasureAsync(HeldOutPairs pairs, HeldOutTexts texts, LabeledSets labeled, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        (IReadOnlyList<RetrievalScore> retrieval, IReadOnlyList<(double[], double[])> kept) = await Task.Run(
            () => (pairs.Measure(session, progress, cancellation), texts.IsEmpty ? [] : texts.Measure(session, progress, cancellation)), cancellation).ConfigureAwait(false);
        return new Measurement(retrieval, kept, await labeled.MeasureAsync(session, progress, cancellation).ConfigureAwait(false));
    }

    private static IReadOnlyList<string> HeldOutSources(IReadOnlyList<PairGroup> groups) =>
        [.. groups.SelectMany(group => group.HeldOut.Select(pair => pair.Source)).Distinct(StringComparer.Ordinal)];

    private sealed record Measurement(IReadOnlyList<RetrievalScore> Retrieval, IReadOnlyList<(double[] Plain, double[] Centred)> Kept, IReadOnlyList<bool[]> Labeled);
}
