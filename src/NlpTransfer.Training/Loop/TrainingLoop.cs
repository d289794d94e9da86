using System.Diagnostics;
using System.Globalization;
using NlpTransfer.Torch;
using TorchSharp;
using Parameter = TorchSharp.Modules.Parameter;

namespace NlpTransfer.Training;

/// <summary>The loop: epochs, steps, schedule, held-out loss, the best weights, checkpoints. It knows no objective and no model.</summary>
/// <typeparam name="TBatch">What a step reads.</typeparam>
/// <typeparam name="TModel">What is trained.</typeparam>
internal sealed class TrainingLoop<TBatch, TModel>(string name, TModel model, IObjective<TBatch, TModel> objective, LoopOptions options, ulong seed)
    where TBatch : IDisposable
{
    private readonly Stopwatch _clock = new();
    private double _secondsBefore;

    /// <summary>The best held-out loss, that from before the training included; infinite where nothing was measured.</summary>
    internal double BestLoss { get; private set; } = double.PositiveInfinity;

    private double Seconds => _secondsBefore + _clock.Elapsed.TotalSeconds;

    /// <summary>Runs to the end, to the patience's end, or until cancelled; goes on where its checkpoints say that an earlier run stopped.</summary>
    /// <param name="optimizer">Holds the parameters that train.</param>
    /// <param name="parameters">The same parameters, to remember the best of them.</param>
    /// <param name="plan">Makes the batches of an epoch.</param>
    /// <param name="heldOutLoss">Mean loss on rows held out inside the training rows; null where there are none.</param>
    /// <param name="progress">Told every step.</param>
    /// <param name="cancellation">Ends the run with the weights there are.</param>
    /// <exception cref="NlpTransferException">The loss or a gradient is no longer finite, the loss diverges, or a checkpoint can't be written.</exception>
    internal TrainingRun Run(
        AdamW optimizer,
        IReadOnlyList<Parameter> parameters,
        Func<int, EpochPlan<TBatch>> plan,
        Func<double>? heldOutLoss,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        _clock.Restart();
        var tensors = new LoopTensors(parameters, optimizer, options.Average?.State ?? []);
        if (options.Checkpoints?.RestoreEnded(tensors) is { } ended)
        {
            Remind(ended);
            return Result(ended, ended.Seconds, interrupted: false);
        }

        LoopState at = options.Checkpoints?.Restore(tensors) ?? Begin(tensors);
        Remind(at);
        _secondsBefore = at.Seconds;
        var stopping = new EarlyStopping(options.Patience) { State = at.Stopping };
        // Who goes on within an epoch may have its last step behind, and its measurement still to take.
        while (at.Epoch < options.Epochs && !stopping.ShouldStop && (at.InEpoch > 0 || !Ended(at.Step, cancellation)))
        {
            EpochPlan<TBatch> batches = plan(at.Epoch);
            if (at.TotalSteps == 0)
                at = at with { TotalSteps = (int)Math.Min(options.MaxSteps ?? int.MaxValue, (long)batches.Count * options.Epochs) };
            at = RunEpoch(at, batches, tensors, optimizer, progress, cancellation);
            if (cancellation.IsCancellationRequested)
                break;
            if (heldOutLoss is not null)
            {
                LoopState before = Remember(at);
                using (options.Average?.Exchange())
                {
                    if (stopping.Observe(at.Epoch, heldOutLoss()))
                        tensors.TakeBest();
                }

                // A measurement that was cut short is none: who goes on takes it again.
                if (cancellation.IsCancellationRequested)
                    options.Checkpoints?.Save(before, tensors);
                at = at with { Measured = true, Stopping = stopping.State };
            }

            at = at with { Epoch = at.Epoch + 1, InEpoch = 0, LossSum = 0 };
        }

        bool interrupted = cancellation.IsCancellationRequested;
        if (interrupted)
            options.Checkpoints?.Save(Remember(at), tensors);
        options.Average?.Restore();
        // Who stops before anything was measured wants what was learnt so far, not the weights from before.
        if (at.Measured || !interrupted)
            tensors.Best?.Restore();
        if (!interrupted)
            options.Checkpoints?.End(Remember(at), tensors);
        return Result(at, Seconds, interrupted);
    }

    private TrainingRun Result(LoopState at, double seconds, bool interrupted)
    {
        BestLoss = at.Stopping.BestLoss;
        return new TrainingRun(at.Step, at.Tokens, seconds, interrupted) { Loss = at.Step == 0 ? null : at.LastLoss };
    }

    private LoopState Begin(LoopTensors tensors)
    {
        var stopping = new EarlyStopping(options.Patience);
        if (options.LossBefore is { } before && stopping.Observe(-1, before))
            tensors.TakeBest();
        return new LoopState { Stopping = stopping.State };
    }

    private LoopState RunEpoch(LoopState at, EpochPlan<TBatch> batches, LoopTensors tensors, AdamW optimizer, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        ILearningRateSchedule schedule = LearningRateSchedules.Create(options.Decay, at.TotalSteps, options.WarmupFraction);
        foreach ((TBatch batch, int batchTokens) in batches.From(at.InEpoch))
        {
            double loss;
            using (batch)
            {
                if (Ended(at.Step, cancellation))
                    break;
                double rateFactor = schedule.At(at.Step);
                loss = Step(batch, optimizer, rateFactor, at.Step);
                options.Average?.Take(at.Step);
                double sum = at.LossSum + loss;
                at = at with
                {
                    Step = at.Step + 1,
                    Tokens = at.Tokens + batchTokens,
                    InEpoch = at.InEpoch + 1,
                    LossSum = sum,
                    LastLoss = sum / (at.InEpoch + 1),
                    Course = at.Course.With(loss),
                };
                options.OnStep?.Invoke(new StepReport(at.Step, at.Tokens, loss, rateFactor));
            }

            CheckCourse(at);
            if (options.Checkpoints?.IsDue(at.Step) == true)
                options.Checkpoints.Save(Remember(at), tensors);
            progress?.Report(new WorkProgress($"{name}, {options.EpochName} {at.Epoch + 1} of {options.Epochs}", at.InEpoch, batches.Count, Detail(loss, at)));
        }

        return at;
    }

    /// <summary>With what is kept beside the counters.</summary>
    private LoopState Remember(LoopState at) => options.Checkpoints is null ? at : at with { Seconds = Seconds, Memory = options.Memory?.Write() };

    private void Remind(LoopState at)
    {
        if (at.Memory is not null)
            options.Memory?.Read(at.Memory);
    }

    private bool Ended(int step, CancellationToken cancellation) => cancellation.IsCancellationRequested || options.TimeIsUp.IsCancellationRequested || step >= options.MaxSteps;

    private double Step(TBatch batch, AdamW optimizer, double rateFactor, int step)
    {
        (double sum, long count) = LossGradients.Add(objective, batch, model, seed, step);
        double value = sum / count;
        double norm = optimizer.Step(rateFactor, options.ClipNorm, 1.0 / count);
        return double.IsFinite(value) && double.IsFinite(norm) ? value : throw Failure($"the loss is no longer a finite number at step {step + 1}", " or check the model's weights");
    }

    private void CheckCourse(LoopState at)
    {
        if (at.Course.Diverges)
        {
            throw Failure(
                string.Create(CultureInfo.InvariantCulture, $"the loss diverges: about {at.Course.Mean:0.000} at step {at.Step}, after {at.Course.Lowest:0.000}"), ", or let it rise over more steps");
        }
    }

    private NlpTransferException Failure(string what, string otherwise) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{name}: {what}; lower the learning rate (it is {options.LearningRate}){otherwise}{(options.Checkpoints?.Newest is { } good ? $". {good} holds the last good weights" : "")}"));

    private string Detail(double loss, LoopState at)
    {
        double seconds = Math.Max(1e-3, Seconds);
        var left = TimeSpan.FromSeconds(Math.Max(0, at.TotalSteps - at.Step) * seconds / at.Step);
        return string.Create(CultureInfo.InvariantCulture, $"loss {loss:0.000}, {at.Tokens / seconds:0} tokens/s, at most {Math.Floor(left.TotalMinutes):0}:{left.Seconds:00} left");
    }
}
