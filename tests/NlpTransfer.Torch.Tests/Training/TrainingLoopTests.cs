using NlpTransfer.Training;
using TorchSharp;
using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace NlpTransfer.Torch.Tests.Training;

/// <summary>The loop on one number that is drawn to others.</summary>
public sealed class TrainingLoopTests
{
    [Fact]
    public void Run_StepsOfSeveralParts_GivesWhatWholeOnesGive()
    {
        (float whole, _) = Run([[1, 2, 3, 6], [2, 2]]);
        (float parts, _) = Run([[1, 2, 3, 6], [2, 2]], split: 2);
        Assert.Equal(whole, parts, 1e-6f);
        Assert.NotEqual(0, whole);
    }

    [Fact]
    public void Run_PartsOfAStep_DrawApartFromEachOther()
    {
        var places = new List<ulong>();
        Run([[1, 2], [3, 4]], split: 1, places: places);
        Assert.Equal(4, places.Distinct().Count());
        Assert.Equal([0UL, 1UL], [places[0], places[2]]);
    }

    [Fact]
    public void Run_Observer_SeesEveryStep()
    {
        var steps = new List<StepReport>();
        Run([[1], [5], [2]], options: new LoopOptions(0.1, 1, null, 0, 0, 0) { OnStep = steps.Add, Decay = LearningRateDecay.Cosine });
        Assert.Equal([1, 2, 3], steps.Select(step => step.Step));
        Assert.Equal([1, 2, 3], steps.Select(step => step.Tokens));
        Assert.Equal(1, steps[0].Loss, 1e-6);
        Assert.Equal([.. Enumerable.Range(0, 3).Select(LearningRateSchedules.Create(LearningRateDecay.Cosine, 3, 0).At)], [.. steps.Select(step => step.RateFactor)]);
    }

    [Fact]
    public void Run_Average_IsWhatIsMeasuredAndWhatIsLeft()
    {
        float[][] batches = [[1], [1], [1], [1]];
        var seen = new List<float>();
        (float plain, _) = Run(batches);
        (float averaged, _) = Run(batches, average: 0.9, heldOut: seen.Add);
        Assert.Equal(averaged, Assert.Single(seen));
        // It begins at 0 and lags behind.
        Assert.InRange(averaged, 0.01f, plain - 0.01f);
        (float unmeasured, _) = Run(batches, average: 0.9);
        Assert.Equal(averaged, unmeasured);
    }

    [Fact]
    public void Take_WeightsByHand_KeepsLessInTheBeginning()
    {
        using var parameter = new Parameter(zeros(2));
        var average = new WeightAverage(0.15, [parameter]);
        TensorMemory.Of(parameter).Fill(1);
        average.Take(0);
        Assert.Equal(0.9f, average.State[0][0], 1e-6f);
        average.Take(1);
        Assert.Equal(1 - (0.1f * 0.15f), average.State[0][0], 1e-6f);
        using (average.Exchange())
            Assert.Equal(1 - (0.1f * 0.15f), TensorMemory.Of(parameter)[1], 1e-6f);
        Assert.Equal(1, TensorMemory.Of(parameter)[1]);
    }

    private static (float Value, TrainingRun Run) Run(
        float[][] batches, int split = 0, LoopOptions? options = null, double average = 0, Action<float>? heldOut = null, List<ulong>? places = null)
    {
        using var parameter = new Parameter(zeros(1));
        options ??= new LoopOptions(0.1, 1, null, 0, 0, 0);
        if (average > 0)
            options = options with { Average = new WeightAverage(average, [parameter]) };
        var loop = new TrainingLoop<Numbers, Parameter>("toy", parameter, new Distance(places), options, 1);
        TrainingRun run = loop.Run(
            new AdamW([new AdamWGroup([parameter], 0.1, 0)]),
            [parameter],
            _ => new EpochPlan<Numbers>(batches.Length, batches.Select(values => (Numbers.Of(values, split), values.Length))),
            heldOut is null ? null : () =>
            {
                heldOut(TensorMemory.Of(parameter)[0]);
                return 1;
            },
            null,
            CancellationToken.None);
        return (TensorMemory.Of(parameter)[0], run);
    }

    private sealed class Numbers(float[] values, IReadOnlyList<Numbers>? parts) : IDisposable, IPartedBatch<Numbers>
    {
        internal float[] Values => values;

        public IReadOnlyList<Numbers> Parts => parts ?? [this];

        internal static Numbers Of(float[] values, int split) => new(values, split == 0 ? null : [.. values.Chunk(split).Select(chunk => new Numbers(chunk, null))]);

        public void Dispose()
        {
        }
    }

    private sealed class Distance(List<ulong>? places) : IObjective<Numbers, Parameter>
    {
        public string Name => "distance";

        public LossSum Compute(Numbers batch, Parameter model, ulong seed, ulong step)
        {
            places?.Add(step);
            return new LossSum((model - tensor(batch.Values)).square().sum(), batch.Values.Length);
        }
    }
}
