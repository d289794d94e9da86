using NlpTransfer.Metrics;
using NlpTransfer.Torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace NlpTransfer.Training;

/// <summary>Trains a masked language model in stages.</summary>
/// <param name="model">The model.</param>
/// <param name="steps">Its steps.</param>
/// <param name="heldOut">Measures.</param>
/// <param name="counted">The first languages of those that are measured decide which weights are best; the others are only told of.</param>
/// <param name="options">How it is trained.</param>
/// <param name="log">Takes steps and measurements.</param>
/// <param name="checkpoints">Where the stages write checkpoints; null for none.</param>
/// <param name="snapshots">Keeps models on the way; null for none.</param>
internal sealed class MaskedTrainer(
    MaskedLanguageModel model, MaskedSteps steps, HeldOutGuesses heldOut, int counted, MaskedTrainingOptions options, TrainingLog log, RunCheckpoints? checkpoints, RunSnapshots? snapshots)
{
    /// <summary>Trains; afterwards the weights are the best that were measured, or the last where nothing was.</summary>
    /// <param name="total">Steps in all.</param>
    /// <param name="stages">The stages in order; their shares sum to one.</param>
    /// <param name="before">Held-out losses before training; empty where nothing is held out.</param>
    /// <param name="progress">Told every step.</param>
    /// <param name="cancellation">Ends the training with the weights there are.</param>
    internal TrainingRun Run(int total, IReadOnlyList<MaskedStage> stages, IReadOnlyList<Score> before, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        LibTorch.ApplyThreads();
        TrainingRun all = TrainingRun.None;
        double share = 0;
        double? best = counted == 0 ? null : MeanOf(before);
        foreach (MaskedStage stage in stages)
        {
            share += stage.Share;
            int inStage = (int)Math.Round(total * share) - (int)Math.Round(total * (share - stage.Share));
            if (inStage <= 0 || cancellation.IsCancellationRequested)
                continue;
            (TrainingRun run, double bestInStage) = RunStage(stage, inStage, first: (int)Math.Round(total * (share - stage.Share)), all, (double)inStage / total, best, progress, cancellation);
            all += run;
            if (counted > 0)
                best = bestInStage;
        }

        model.Freeze();
        return all with { Interrupted = cancellation.IsCancellationRequested };
    }

    private (TrainingRun Run, double BestLoss) RunStage(
        MaskedStage stage, int count, int first, TrainingRun done, double share, double? lossBefore, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        model.SetTrainable(stage.TrainLayers);
        Parameter[] parameters = [.. model.Parameters];
        int rounds = Math.Clamp((int)Math.Round(options.Evaluations * share), 1, count);
        int inRound = (count + rounds - 1) / rounds;
        WeightAverage? average = options.AverageDecay > 0 ? new WeightAverage(options.AverageDecay, parameters) : null;
        var loop = new TrainingLoop<MaskedBatch, MaskedLanguageModel>(
            stage.Name,
            model,
            new MaskedLanguageModelObjective(options.Dropout, (ulong)first),
            new LoopOptions(options.LearningRate, rounds, count, options.WarmupFraction, options.ClipNorm, options.Patience)
            {
                EpochName = "part",
                LossBefore = lossBefore,
                Decay = options.Decay,
                Average = average,
                Memory = log,
                Checkpoints = checkpoints?.NextStage(stage.Name, options.Seed),
                OnStep = report => Take(report, done, average),
            },
            options.Seed);
        EpochPlan<MaskedBatch> Plan(int round)
        {
            int start = round * inRound, size = Math.Min(inRound, count - start), skipped = 0;
            IEnumerable<(MaskedBatch, int)> Batches()
            {
                foreach ((MaskedBatch, int) batch in steps.Read(first + start + skipped, size - skipped))
                    yield return batch;
            }

            return new EpochPlan<MaskedBatch>(size, Batches()) { Skip = read => skipped = read };
        }

        TrainingRun run = loop.Run(
            new AdamW([new AdamWGroup(parameters, options.LearningRate, options.WeightDecay)]),
            parameters,
            Plan,
            counted == 0 ? null : () => Measure(cancellation),
            progress,
            cancellation);
        return (run, loop.BestLoss);
    }

    private void Take(StepReport report, TrainingRun done, WeightAverage? average)
    {
        log.Take(report, done.Steps, done.Tokens);
        int step = done.Steps + report.Step;
        if (snapshots?.IsDue(step) != true)
            return;
        using (average?.Exchange())
            snapshots.Save(step, done.Tokens + report.Tokens, log.Points);
    }

    private double Measure(CancellationToken cancellation)
    {
        try
        {
            IReadOnlyList<Score> losses = heldOut.Measure(null, cancellation);
            log.Take(heldOut.Languages, losses);
            return MeanOf(losses);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return double.PositiveInfinity;
        }
    }

    private double MeanOf(IReadOnlyList<Score> losses) => losses.Take(counted).Average(loss => loss.Value);
}
