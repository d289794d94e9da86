using NlpTransfer.Torch;
using TorchSharp;
using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace NlpTransfer.Training;

/// <summary>Trains an encoder and its head in stages: on source languages, then on the target's own rows.</summary>
/// <param name="model">What is trained.</param>
/// <param name="isSpecial">Tells the ids that are never removed.</param>
/// <param name="seed">The run's seed.</param>
/// <param name="checkpoints">The run's checkpoints; null for none.</param>
/// <param name="memory">What the process may hold; null for what the machine leaves.</param>
internal sealed class FineTuner(ClassifierModel model, Func<int, bool> isSpecial, ulong seed, RunCheckpoints? checkpoints = null, MemoryBudget? memory = null)
{
    /// <summary>One stage.</summary>
    /// <param name="name">The stage, as progress shows it; keys what is drawn.</param>
    /// <param name="languages">Rows, a set a language.</param>
    /// <param name="temperature">How the sets are mixed.</param>
    /// <param name="options">How they are trained.</param>
    /// <param name="holdout">Share of the rows held out to choose the best epoch; 0 for none.</param>
    /// <param name="progress">Told every step.</param>
    /// <param name="cancellation">Ends the stage with the weights there are.</param>
    internal TrainingRun Run(
        string name,
        IReadOnlyList<FineTuningRows> languages,
        double temperature,
        FineTuningOptions options,
        double holdout,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        LibTorch.ApplyThreads();
        options.Validate();
        model.SetTrainable(options);
        FineTuningRows all = FineTuningRows.Join(languages);
        (int[] training, int[] heldOut) = Holdout.Split(all, holdout, seed);
        int longest = all.Ids.Max(ids => ids.Length);
        var plan = new StepPlan(Memory(all, options, heldOut.Length > 0), MemoryBudget.Decide(memory, checkpoints));
        plan.Check(longest, 0, options.BatchTokens);
        int readingTokens = plan.ReadingTokens(options.BatchTokens * 2, longest, 0);
        if (!TryFreeze(all, readingTokens, progress, cancellation, out FrozenStates? states))
            return TrainingRun.None with { Interrupted = true };
        int[][] groups = Groups(languages, [.. training]);
        // The weights that the stage begins with draw those that were pretrained; the head, which is new, and adapters decay.
        bool pulls = options.StartPull > 0 && model.Encoder.Lora is null;
        var optimizer = new AdamW(
        [
            new AdamWGroup(model.EncoderParameters, options.LearningRate * model.EncoderRateFactor, pulls ? 0 : options.WeightDecay) { StartPull = pulls ? options.StartPull : 0 },
            new AdamWGroup(model.HeadParameters, options.LearningRate * options.HeadRateFactor, options.WeightDecay),
        ]);
        var objective = new ClassificationObjective(options.LabelSmoothing, options.Dropout, dropsInAdapters: model.Encoder.Lora is { Dropout: > 0 });
        var loop = new TrainingLoop<ClassificationBatch, ClassifierModel>(name, model, objective, options.ForLoop() with { Checkpoints = checkpoints?.NextStage(name, seed) }, seed);
        TrainingRun run = loop.Run(
            optimizer,
            [.. model.EncoderParameters, .. model.HeadParameters],
            epoch => Plan(name, all, states, groups, temperature, options, plan, epoch),
            heldOut.Length == 0 ? null : () => Loss(all, heldOut, states, readingTokens),
            progress,
            cancellation);
        NativeAllocator.Trim();
        return run with { Memory = plan.Use };
    }

    /// <summary>The states of frozen layers, or none where nothing is frozen or they would take too much memory; false where it was cancelled meanwhile.</summary>
    private bool TryFreeze(FineTuningRows rows, int batchTokens, IProgress<WorkProgress>? progress, CancellationToken cancellation, out FrozenStates? states)
    {
        states = null;
        if (StateBytes(rows) == 0)
            return true;
        try
        {
            states = FrozenStates.Compute(model.Encoder, rows.Ids, model.FirstTrainedLayer, batchTokens, progress, cancellation);
            return true;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Bytes of the states that are kept; 0 where none are.</summary>
    private long StateBytes(FineTuningRows rows)
    {
        long bytes = model.FirstTrainedLayer == 0 ? 0 : FrozenStates.EstimateBytes(rows.Ids, model.Encoder.Config.HiddenSize);
        return bytes > FrozenStates.LargestBytes ? 0 : bytes;
    }

    private StepMemory Memory(FineTuningRows rows, FineTuningOptions options, bool measures)
    {
        Parameter[] parameters = [.. model.EncoderParameters, .. model.HeadParameters];
        // The session's encoder stands beside the one that trains.
        return StepMemories.Of(model.Encoder, parameters) with
        {
            TrainedLayers = model.Encoder.Config.Layers - (StateBytes(rows) > 0 ? model.FirstTrainedLayer : 0),
            Weights = 2 * StepMemories.Count(parameters),
            Trained = StepMemories.Trained(parameters),
            Copies = (measures ? 1 : 0) + (options.StartPull > 0 ? 1 : 0),
            Drops = options.Dropout > 0,
            Held = StateBytes(rows) + rows.Ids.Sum(ids => 24L + (sizeof(int) * ids.Length)),
        };
    }

    private EpochPlan<ClassificationBatch> Plan(
        string name, FineTuningRows rows, FrozenStates? states, int[][] groups, double temperature, FineTuningOptions options, StepPlan plan, int epoch)
    {
        int[] order = LanguageMixture.DrawEpoch(groups, temperature, new CounterRandom(seed, $"{name}.order", (ulong)epoch));
        // States of frozen layers belong to whole texts, so nothing can be removed from these.
        double removal = states is null ? options.TokenRemoval : 0;
        int[][] ids =
        [
            .. order.Select((row, place) => TokenRemoval.Apply(rows.Ids[row], isSpecial, removal, new CounterRandom(seed, $"{name}.removal.{epoch}", (ulong)place))),
        ];
        List<int[]> batches = TokenBatches.ForEpoch(
            [.. ids.Select(row => row.Length)], [.. Enumerable.Range(0, order.Length)], options.BatchTokens, new CounterRandom(seed, $"{name}.batches", (ulong)epoch));
        ClassificationBatch Create(int[] batch) => ClassificationBatch.Create(
            [.. batch.Select(place => ids[place])], [.. batch.Select(place => rows.Labels[order[place]])], model.Encoder.Config.PaddingId, states, [.. batch.Select(place => order[place])]);
        return new EpochPlan<ClassificationBatch>(batches.Count, batches.Select(batch => (
            ClassificationBatch.Join([.. plan.Cut(batch, place => ids[place].Length, _ => 0).Select(Create)]), batch.Sum(place => ids[place].Length))));
    }

    private static int[][] Groups(IReadOnlyList<FineTuningRows> languages, HashSet<int> training)
    {
        var groups = new List<int[]>();
        int start = 0;
        foreach (FineTuningRows rows in languages)
        {
            groups.Add([.. Enumerable.Range(start, rows.Count).Where(training.Contains)]);
            start += rows.Count;
        }

        return [.. groups];
    }

    /// <summary>The mean loss of some rows as inference gives it: nothing removed, dropped or smoothed.</summary>
    private double Loss(FineTuningRows rows, int[] heldOut, FrozenStates? states, int batchTokens)
    {
        using var _ = inference_mode();
        var plain = new ClassificationObjective(labelSmoothing: 0, dropout: 0);
        double sum = 0;
        foreach (int[] places in LengthBatches.Of([.. heldOut.Select(row => rows.Ids[row].Length)], batchTokens))
        {
            using DisposeScope scope = NewDisposeScope();
            int[] batch = [.. places.Select(place => heldOut[place])];
            FineTuningRows part = rows.Select(batch);
            using ClassificationBatch read = ClassificationBatch.Create(part.Ids, part.Labels, model.Encoder.Config.PaddingId, states, batch);
            sum += plain.Compute(read, model, seed, 0).Sum.item<float>();
        }

        return sum / heldOut.Length;
    }
}
