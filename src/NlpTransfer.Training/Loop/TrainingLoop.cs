using System.Diagnostics;
using System.Globalization;
using NlpTransfer.Torch;
using TorchSharp;
using Parameter = TorchSharp.Modules.Parameter;

namespace NlpTransfer.Training;

/// <summary>The loop: epochs, steps, schedule, held-out loss, the best weights. It knows no objective and no model.</summary>
/// <typeparam name="TBatch">What a step reads.</typeparam>
/// <typeparam name="TModel">What is trained.</typeparam>
internal sealed class TrainingLoop<TBatch, TModel>(string name, TModel model, IObjective<TBatch, TModel> objective, LoopOptions options, ulong seed)
    where TBatch : IDisposable
{
    /// <summary>Runs to the end, to the patience's end, or until cancelled.</summary>
    /// <param name="optimizer">Holds the parameters that train.</param>
    /// <param name="parameters">The same parameters, to remember the best of them.</param>
    /// <param name="plan">Makes the batches of an epoch.</param>
    /// <param name="heldOutLoss">Mean loss on rows held out inside the training rows; null where there are none.</param>
    /// <param name="progress">Told every step.</param>
    /// <param name="cancellation">Ends the run with the weights there are.</param>
    /// <exception cref="NlpTransferException">The loss or a gradient is no longer finite.</exception>
    internal TrainingRun Run(
        AdamW optimizer,
        IReadOnlyList<Parameter> parameters,
        Func<int, EpochPlan<TBatch>> plan,
        Func<double>? heldOutLoss,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var stopping = new EarlyStopping(options.Patience);
        WeightSnapshot? best = null;
        if (options.LossBefore is { } before && stopping.Observe(-1, before))
            best = WeightSnapshot.Take(parameters);
        ILearningRateSchedule? schedule = null;
        int step = 0;
        long tokens = 0;
        double lastLoss = double.NaN;
        bool measured = false;
        for (int epoch = 0; epoch < options.Epochs && !stopping.ShouldStop && !Ended(step, cancellation); epoch++)
        {
            EpochPlan<TBatch> batches = plan(epoch);
            schedule ??= LearningRateSchedules.Create(options.Decay, (int)Math.Min(options.MaxSteps ?? int.MaxValue, (long)batches.Count * options.Epochs), options.WarmupFraction);
            int inEpoch = 0;
            double lossSum = 0;
            foreach ((TBatch batch, int batchTokens) in batches.Batches)
            {
                using (batch)
                {
                    if (Ended(step, cancellation))
                        break;
                    double rateFactor = schedule.At(step);
                    double loss = Step(batch, optimizer, rateFactor, step);
                    options.Average?.Take(step);
                    step++;
                    tokens += batchTokens;
                    options.OnStep?.Invoke(new StepReport(step, tokens, loss, rateFactor));
                    inEpoch++;
                    lastLoss = (lossSum += loss) / inEpoch;
                    progress?.Report(new WorkProgress(
                        $"{name}, {options.EpochName} {epoch + 1} of {options.Epochs}", inEpoch, batches.Count, Detail(loss, tokens, step, schedule.TotalSteps, clock)));
                }
            }

            if (heldOutLoss is null || cancellation.IsCancellationRequested)
                continue;
            measured = true;
            using (options.Average?.Exchange())
            {
                if (stopping.Observe(epoch, heldOutLoss()))
                    best = WeightSnapshot.Take(parameters);
            }
        }

        options.Average?.Restore();

        // Who stops before anything was measured wants what was learnt so far, not the weights from before.
        if (measured || !cancellation.IsCancellationRequested)
            best?.Restore();
        return new TrainingRun(step, tokens, clock.Elapsed.TotalSeconds, cancellation.IsCancellationRequested) { Loss = step == 0 ? null : lastLoss };
    }

    private bool Ended(int step, CancellationToken cancellation) => cancellation.IsCancellationRequested || options.TimeIsUp.IsCancellationRequested || step >= options.MaxSteps;

    private double Step(TBatch batch, AdamW optimizer, double rateFactor, int step)
    {
        double sum = 0;
        long count = 0;
        IReadOnlyList<TBatch> parts = batch is IPartedBatch<TBatch> parted ? parted.Parts : [batch];
        for (int part = 0; part < parts.Count; part++)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            LossSum loss = objective.Compute(parts[part], model, seed, PlaceOf(step, part));
            loss.Sum.backward();
            sum += loss.Sum.item<float>();
            count += loss.Count;
        }

        double value = sum / count;
        double norm = optimizer.Step(rateFactor, options.ClipNorm, 1.0 / count);
        if (!double.IsFinite(value) || !double.IsFinite(norm))
        {
            throw new NlpTransferException(string.Create(CultureInfo.InvariantCulture,
                $"{name}: the loss is no longer a finite number at step {step + 1}; lower the learning rate (it is {options.LearningRate}) or check the model's weights"));
        }

        return value;
    }

    /// <summary>What a part of a step draws by: parts of one step draw apart from each other, and the first as if it were the whole.</summary>
    private static ulong PlaceOf(int step, int part) => (ulong)step + ((ulong)part << 24);

    private static string Detail(double loss, long tokens, int step, int steps, Stopwatch clock)
    {
        double seconds = Math.Max(1e-3, clock.Elapsed.TotalSeconds);
        var left = TimeSpan.FromSeconds(Math.Max(0, steps - step) * seconds / step);
        return string.Create(CultureInfo.InvariantCulture, $"loss {loss:0.000}, {tokens / seconds:0} tokens/s, at most {Math.Floor(left.TotalMinutes):0}:{left.Seconds:00} left");
    }
}
