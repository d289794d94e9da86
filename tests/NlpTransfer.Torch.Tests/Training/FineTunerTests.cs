using NlpTransfer.Training;
using TorchSharp;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class FineTunerTests : IClassFixture<OneThread>
{
    private static readonly FineTuningOptions Quick = new() { LearningRate = 2e-3, Epochs = 3, BatchTokens = 64, Patience = 0, TokenRemoval = 0.1 };

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, null)]
    [InlineData(true, 1)]
    [InlineData(false, 1)]
    [InlineData(false, 2)]
    public void Run_FrozenParts_StayAndTheOthersMove(bool freezeEmbeddings, int? topLayers)
    {
        using ClassifierModel model = Models.Create();
        Dictionary<string, float[]> before = Models.Weights(model);
        float[] head = TensorMemory.ToArray(model.Head.Weight);
        Run(model, Quick with { FreezeEmbeddings = freezeEmbeddings, TopLayers = topLayers });
        foreach ((string name, float[] values) in Models.Weights(model))
        {
            bool trains = name.StartsWith("layers.1.", StringComparison.Ordinal)
                || (topLayers != 1 && (name.StartsWith("layers.0.", StringComparison.Ordinal) || !freezeEmbeddings));
            Assert.True(trains != before[name].SequenceEqual(values), $"{name} {(trains ? "did not move" : "moved")}");
        }

        Assert.NotEqual(head, TensorMemory.ToArray(model.Head.Weight));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Run_FrozenLayers_AreTheLowerOnes(int frozen)
    {
        using ClassifierModel model = Models.Create();
        Dictionary<string, float[]> before = Models.Weights(model);
        Run(model, Quick with { FrozenLayers = frozen });
        Assert.Equal(frozen, model.FirstTrainedLayer);
        Assert.All(Models.Weights(model).Where(weight => weight.Key.StartsWith("layers.", StringComparison.Ordinal)), weight => Assert.Equal(
            frozen > weight.Key["layers.".Length] - '0', before[weight.Key].SequenceEqual(weight.Value)));
    }

    [Fact]
    public void Run_StartPull_KeepsTheEncoderNearWhereItBeganAndLeavesTheHead()
    {
        (double Encoder, double Head) Way(double pull)
        {
            using ClassifierModel model = Models.Create();
            Dictionary<string, float[]> before = Models.Weights(model);
            float[] head = TensorMemory.ToArray(model.Head.Weight);
            Run(model, Quick with { StartPull = pull, Epochs = 6 });
            return (Models.Weights(model).Max(weight => Differences.Largest(weight.Value, before[weight.Key])), Differences.Largest(TensorMemory.ToArray(model.Head.Weight), head));
        }

        (double free, double freeHead) = Way(0);
        (double held, double heldHead) = Way(300);
        Assert.True(held < 0.5 * free, $"{held} of {free}");
        Assert.True(heldHead > 0.5 * freeHead, $"head {heldHead} of {freeHead}");
    }

    [Fact]
    public void Run_SeparableRows_LearnsThem()
    {
        using ClassifierModel model = Models.Create();
        var losses = new List<double>();
        Run(model, Quick with { Epochs = 8 }, progress: new Immediate<WorkProgress>(at => losses.Add(LossOf(at))));
        Assert.True(losses[^10..].Average() < 0.6 * losses[..10].Average(), $"from {losses[..10].Average()} to {losses[^10..].Average()}");
    }

    [Fact]
    public void Run_SameSeed_GivesTheSameBytesAndAnotherSeedOthers()
    {
        float[] Trained(ulong seed, double dropout = 0.1)
        {
            using ClassifierModel model = Models.Create();
            Run(model, Quick with { Dropout = dropout }, seed: seed);
            return TensorMemory.ToArray(model.Head.Weight);
        }

        Assert.Equal(Trained(1), Trained(1));
        Assert.NotEqual(Trained(1), Trained(2));
        Assert.NotEqual(Trained(1), Trained(1, dropout: 0));
    }

    [Fact]
    public void Run_HundredsOfSteps_KeepsTheNumberOfTensors()
    {
        using ClassifierModel model = Models.Create(layers: 1);
        var counts = new List<long>();
        int steps = 0;
        var progress = new Immediate<WorkProgress>(_ =>
        {
            if (++steps % 50 == 1)
                counts.Add(Models.LiveTensors());
        });
        TrainingRun run = Run(model, Quick with { Epochs = 1000, MaxSteps = 310, BatchTokens = 16 }, rows: Models.Rows(60), holdout: 0.3, progress: progress);
        Assert.Equal(310, run.Steps);
        Assert.True(counts.Count >= 5, $"{counts.Count} counts");
        Assert.Single(counts.Distinct());
    }

    [Fact]
    public void Run_Cancelled_EndsWithTheWeightsThereAre()
    {
        using ClassifierModel model = Models.Create();
        float[] before = TensorMemory.ToArray(model.Head.Weight);
        using var source = new CancellationTokenSource();
        int steps = 0;
        var progress = new Immediate<WorkProgress>(_ =>
        {
            if (++steps == 3)
                source.Cancel();
        });
        TrainingRun run = Run(model, Quick, progress: progress, cancellation: source.Token);
        Assert.Equal((3, true), (run.Steps, run.Interrupted));
        Assert.NotEqual(before, TensorMemory.ToArray(model.Head.Weight));
    }

    [Fact]
    public void Run_CancelledWhileFrozenLayersAreComputed_KeepsAllWeights()
    {
        using ClassifierModel model = Models.Create();
        Dictionary<string, float[]> before = Models.Weights(model);
        using var source = new CancellationTokenSource();
        TrainingRun run = Run(model, Quick with { TopLayers = 1 }, progress: new Immediate<WorkProgress>(_ => source.Cancel()), cancellation: source.Token);
        Assert.Equal((0, true), (run.Steps, run.Interrupted));
        Assert.All(Models.Weights(model), weight => Assert.Equal(before[weight.Key], weight.Value));
    }

    [Fact]
    public void Run_LossNotFinite_SaysSo()
    {
        using ClassifierModel model = Models.Create();
        TensorMemory.Of(model.Head.Weight)[5] = float.NaN;
        Assert.Equal(
            "toy: the loss is no longer a finite number at step 1; lower the learning rate (it is 0.002) or check the model's weights",
            Assert.Throws<NlpTransferException>(() => Run(model, Quick)).Message);
    }

    [Fact]
    public void Run_LossOfHeldOutRowsRises_GoesBackToTheBestEpoch()
    {
        // The labels of the held-out rows are wrong: the more is learnt the worse they are, so that the first epoch is the best.
        FineTuningRows rows = Models.Rows(200);
        int[] heldOut = Holdout.Split(rows, 0.1, 1).HeldOut;
        rows = rows with { Labels = [.. rows.Labels.Select((label, row) => heldOut.Contains(row) ? (label + 1) % 3 : label)] };
        Assert.Equal(heldOut, Holdout.Split(rows, 0.1, 1).HeldOut);
        (int Steps, float[] Head) Trained(int epochs, int patience, int? maxSteps = null)
        {
            using ClassifierModel model = Models.Create();
            TrainingRun run = Run(model, Quick with { Epochs = epochs, Patience = patience, WarmupFraction = 0, MaxSteps = maxSteps }, rows: rows, holdout: 0.1);
            return (run.Steps, TensorMemory.ToArray(model.Head.Weight));
        }

        (int patient, float[] best) = Trained(6, 0);
        (int impatient, float[] stopped) = Trained(6, 2);
        Assert.True(impatient < patient, $"{impatient} steps, {patient} without patience");
        Assert.Equal(best, stopped);
    }

    [Fact]
    public void Run_Progress_TellsRateAndTimeLeft()
    {
        using ClassifierModel model = Models.Create();
        var reports = new List<WorkProgress>();
        TrainingRun run = Run(model, Quick, progress: new Immediate<WorkProgress>(reports.Add));
        Assert.Equal("toy, epoch 1 of 3", reports[0].Phase);
        Assert.Equal(reports.Count(at => at.Phase == reports[0].Phase), reports[0].Total);
        Assert.All(reports, at => Assert.Matches(@"^loss \d+\.\d{3}, \d+ tokens/s, at most \d+:\d\d left$", at.Detail!));
        Assert.EndsWith("at most 0:00 left", reports[^1].Detail);
        Assert.Equal(reports.Count, run.Steps);
        Assert.True(run.Tokens > 0);
    }

    private static double LossOf(WorkProgress at) => double.Parse(at.Detail!.Split(' ', ',')[1], System.Globalization.CultureInfo.InvariantCulture);

    private static TrainingRun Run(
        ClassifierModel model,
        FineTuningOptions options,
        FineTuningRows? rows = null,
        double holdout = 0,
        ulong seed = 1,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default) =>
        new FineTuner(model, ToyEncoder.IsSpecial, seed).Run("toy", [rows ?? Models.Rows(60)], 1, options, holdout, progress, cancellation);
}
