using System.Diagnostics;
using System.Globalization;
using NlpTransfer.Torch;
using TorchSharp;
using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace NlpTransfer.Training;

/// <summary>Trains an encoder's embeddings, and then its layers, to give vectors.</summary>
/// <param name="session">The student.</param>
/// <param name="teacher">Gives the vectors.</param>
/// <param name="rows">The token embeddings that train, by id.</param>
/// <param name="options">How it is trained.</param>
/// <param name="sinceStart">Runs since the work began, for a limit in minutes.</param>
/// <param name="checkpoints">Where the stages write checkpoints; null for none.</param>
internal sealed class VectorTrainer(
    EncoderSession session, TeacherVectors teacher, IReadOnlyList<int> rows, VectorTrainingOptions options, Stopwatch sinceStart, RunCheckpoints? checkpoints)
{
    private const string DecidedSteps = "steps";

    /// <summary>The teacher reads so many batches at once.</summary>
    private const int Window = 8;

    private readonly Queue<VectorExample[]> _window = new();
    private readonly VectorStudent _student = new(session.Encoder, session.Folder.Sentence.Pooling);
    private readonly VectorObjective _objective = new(options.Contrast, options.Temperature);
    private int _position;
    private StepPlan? _plan;

    /// <summary>Trains; afterwards the encoder's weights are the best that were measured, or the last where nothing was.</summary>
    /// <param name="batches">Batches without end.</param>
    /// <param name="batchesInPass">Batches of a pass over the texts.</param>
    /// <param name="stages">The stages in order; their shares sum to one.</param>
    /// <param name="heldOutLoss">Measures; null where nothing is held out.</param>
    /// <param name="lossBefore">What it gives before training; null where training is always taken.</param>
    /// <param name="heldOutSeconds">How long it takes.</param>
    /// <param name="progress">Told every step.</param>
    /// <param name="cancellation">Ends the training with the weights there are.</param>
    internal TrainingRun Run(
        IEnumerable<VectorExample[]> batches,
        int batchesInPass,
        IReadOnlyList<VectorStage> stages,
        Func<double>? heldOutLoss,
        double? lossBefore,
        double heldOutSeconds,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        LibTorch.ApplyThreads();
        Parameter[] embeddings = rows.Count == 0 ? [] : [session.Encoder.TrainRows(rows)];
        StepPlan plan = Plan(stages.Any(stage => stage.TrainLayers));
        long wanted = Math.Min(options.MaxSteps ?? long.MaxValue, (long)batchesInPass * options.Epochs);
        int steps = (int)Math.Min(wanted, int.MaxValue);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (checkpoints?.Facts.TryGetValue(DecidedSteps, out string? decided) == true)
        {
            // The time was turned into a number of steps when the run began; that number is what goes on, however long it takes.
            steps = int.Parse(decided, CultureInfo.InvariantCulture);
        }
        else if (options.Minutes is { } minutes)
        {
            double left = (minutes * 60) - sinceStart.Elapsed.TotalSeconds - (heldOutSeconds * (options.Evaluations + 1));
            steps = Math.Min(steps, Probe(batches, stages[^1], embeddings, left, batchesInPass, cancellation));
            checkpoints?.Decide(DecidedSteps, steps.ToString(CultureInfo.InvariantCulture));
            // A machine that has become slower meanwhile ends in time all the same.
            limit.CancelAfter(TimeSpan.FromSeconds(Math.Max(30, 1.15 * left)));
        }

        TrainingRun all = TrainingRun.None;
        using IEnumerator<VectorExample[]> stream = batches.GetEnumerator();
        int done = 0;
        double share = 0;
        double? best = lossBefore;
        foreach (VectorStage stage in stages)
        {
            share += stage.Share;
            int inStage = (int)Math.Round(steps * share) - done;
            if (inStage <= 0 || limit.IsCancellationRequested)
                continue;
            (TrainingRun run, double bestInStage) = RunStage(stage, embeddings, stream, inStage, (double)inStage / steps, heldOutLoss, best, all.Steps, progress, limit.Token, cancellation);
            all += run;
            if (heldOutLoss is not null)
                best = bestInStage;
            done += inStage;
        }

        session.Encoder.MergeRows();
        session.Encoder.SetTrainable(freezeEmbeddings: true, topLayers: 0);
        session.Forget();
        return all with { Interrupted = cancellation.IsCancellationRequested, Memory = plan.Use };
    }

    /// <summary>The mean loss of examples with the weights as they are; infinite where it was cancelled. Contrast depends on what shares a batch, which is always the same.</summary>
    internal double Loss(IReadOnlyList<VectorExample> examples, CancellationToken cancellation)
    {
        try
        {
            teacher.Compute(examples.Select(example => example.Target), null, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return double.PositiveInfinity;
        }

        LibTorch.ApplyThreads();
        using var _ = inference_mode();
        double sum = 0;
        foreach (int[] places in LengthBatches.Of([.. examples.Select(example => example.Ids.Length)], options.BatchTokens))
        {
            if (cancellation.IsCancellationRequested)
                return double.PositiveInfinity;
            using DisposeScope scope = NewDisposeScope();
            using VectorBatch batch = Batch([.. places.Select(place => examples[place])]);
            sum += _objective.Compute(batch, _student, options.Seed, 0).Sum.item<float>();
        }

        return sum / examples.Count;
    }

    private (TrainingRun Run, double BestLoss) RunStage(
        VectorStage stage,
        Parameter[] embeddings,
        IEnumerator<VectorExample[]> stream,
        int steps,
        double share,
        Func<double>? heldOutLoss,
        double? lossBefore,
        int readBefore,
        IProgress<WorkProgress>? progress,
        CancellationToken timeIsUp,
        CancellationToken cancellation)
    {
        SetTrainable(stage.TrainLayers);
        Parameter[] layers = [.. session.Encoder.NamedWeights.Select(weight => weight.Value)];
        var optimizer = new AdamW(
        [
            new AdamWGroup(embeddings, options.LearningRate * options.EmbeddingRateFactor, 0),
            new AdamWGroup(layers, options.LearningRate, options.WeightDecay),
        ]);
        int rounds = Math.Clamp((int)Math.Round(options.Evaluations * share), 1, steps);
        int inRound = (steps + rounds - 1) / rounds;
        var loop = new TrainingLoop<VectorBatch, VectorStudent>(
            stage.Name, _student, _objective, new LoopOptions(options.LearningRate, rounds, steps, options.WarmupFraction, options.ClipNorm, options.Patience)
            {
                EpochName = "part",
                LossBefore = lossBefore,
                TimeIsUp = timeIsUp,
                Checkpoints = checkpoints?.NextStage(stage.Name, options.Seed),
            },
            options.Seed);
        EpochPlan<VectorBatch> Plan(int round)
        {
            int first = readBefore + (round * inRound), end = readBefore + Math.Min((round + 1) * inRound, steps);
            SkipTo(first, stream);
            return new EpochPlan<VectorBatch>(inRound, Read(stream, end, timeIsUp)) { Skip = count => SkipTo(first + count, stream) };
        }

        TrainingRun run = loop.Run(optimizer, [.. embeddings, .. layers], Plan, heldOutLoss, progress, cancellation);
        return (run, loop.BestLoss);
    }

    /// <summary>The next batches up to a place in the stream; fewer where it was cancelled.</summary>
    private IEnumerable<(VectorBatch Batch, int Tokens)> Read(IEnumerator<VectorExample[]> stream, int end, CancellationToken cancellation)
    {
        while (_position < end)
        {
            if (_window.Count == 0)
                FillWindow(stream);
            if (_window.Count == 0 || !TryCompute(cancellation))
                yield break;
            VectorExample[] batch = _window.Dequeue();
            _position++;
            yield return (Batch(batch), batch.Sum(example => example.Ids.Length));
        }
    }

    /// <summary>Passes over batches that an earlier run read.</summary>
    private void SkipTo(int position, IEnumerator<VectorExample[]> stream)
    {
        while (_position < position)
        {
            if (_window.Count == 0)
                FillWindow(stream);
            if (!_window.TryDequeue(out _))
                return;
            _position++;
        }
    }

    /// <summary>Reads ahead, always the same batches together: in other company the teacher's vectors would differ in their last digits, and the weights with them.</summary>
    private void FillWindow(IEnumerator<VectorExample[]> stream)
    {
        while (_window.Count < Window && stream.MoveNext())
            _window.Enqueue(stream.Current);
        teacher.Defer(Targets());
    }

    private IEnumerable<int> Targets() => _window.SelectMany(batch => batch.Select(example => example.Target));

    private bool TryCompute(CancellationToken cancellation)
    {
        try
        {
            teacher.Compute(Targets(), null, cancellation);
            return true;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Times a few batches without changing a weight, and says how many fit.</summary>
    private int Probe(IEnumerable<VectorExample[]> batches, VectorStage stage, Parameter[] embeddings, double seconds, int batchesInPass, CancellationToken cancellation)
    {
        VectorExample[][] probed = [.. batches.Take(Window)];
        teacher.Compute(probed.SelectMany(batch => batch.Select(example => example.Target)), null, cancellation);
        SetTrainable(stage.TrainLayers);
        var clock = new Stopwatch();
        for (int i = 0; i < probed.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            // The first one makes libtorch set itself up.
            if (i == 1)
                clock.Start();
            using DisposeScope scope = NewDisposeScope();
            using VectorBatch batch = Batch(probed[i]);
            LossGradients.Add(_objective, batch, _student, options.Seed, 0);
            foreach (Parameter parameter in session.Encoder.NamedWeights.Select(weight => weight.Value).Concat(embeddings))
                parameter.grad = null;
        }

        double texts = probed.Average(batch => batch.Length);
        double perText = teacher.Count > 0 ? teacher.Seconds / teacher.Count : 0;
        // Something on top for the optimiser, which took no step.
        double perStep = 1.15 * clock.Elapsed.TotalSeconds / Math.Max(1, probed.Length - 1);
        return new StepBudget(seconds - clock.Elapsed.TotalSeconds, Math.Max(perStep, 1e-6), perText, texts, (int)Math.Min(int.MaxValue, texts * batchesInPass)).Steps;
    }

    private VectorBatch Batch(VectorExample[] examples) =>
        VectorBatch.Create(Plan(layers: true).Cut(examples, example => example.Ids.Length, _ => 0), teacher, session.Encoder.Config.PaddingId);

    /// <summary>Cuts batches; made when it is first needed.</summary>
    /// <param name="layers">Whether layers train too.</param>
    private StepPlan Plan(bool layers)
    {
        if (_plan is not null)
            return _plan;
        StepMemory memory = StepMemories.Of(session.Encoder, session.Encoder.NamedWeights.Select(weight => weight.Value));
        long tokens = session.Encoder.WordEmbeddings.numel();
        _plan = new StepPlan(
            memory with
            {
                // The teacher is held too, and where token embeddings alone train, all layers are gone back through.
                Weights = 2 * memory.Weights,
                Trained = ((long)rows.Count * memory.Hidden) + (layers ? memory.Weights - tokens : 0),
            },
            MemoryBudget.Decide(options.Memory, checkpoints));
        _plan.Check(Math.Min(options.MaxLength, session.Folder.MaxLength), 0, options.BatchTokens);
        return _plan;
    }

    // Positions, types and the first norm stay as they are: what is new or moves are the tokens.
    private void SetTrainable(bool layers) => session.Encoder.SetTrainable(freezeEmbeddings: true, topLayers: layers ? null : 0);
}
