using NlpTransfer.Training;
using TorchSharp;
using Parameter = TorchSharp.Modules.Parameter;

namespace NlpTransfer.Torch.Tests.Training.Checkpoints;

/// <summary>A loop whose loss is given: what it does where that is not a number, or rises and stays.</summary>
public sealed class DivergingLossTests : IClassFixture<OneThread>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("out.checkpoints");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_NotANumber_NamesTheLastGoodCheckpoint() => Assert.Equal(
        $"toy: the loss is no longer a finite number at step 26; lower the learning rate (it is 0.5) or check the model's weights. {System.IO.Path.Combine(Path, "checkpoint-000000020")} holds the last good weights",
        Assert.Throws<NlpTransferException>(() => Run(step => step < 25 ? 1 : float.NaN)).Message);

    [Fact]
    public void Run_LossRisesAndStays_NamesTheLastGoodCheckpoint()
    {
        string message = Assert.Throws<NlpTransferException>(() => Run(step => step < 100 ? 1 : 10)).Message;
        Assert.Equal(
            $"toy: the loss diverges: about 3.006 at step 111, after 1.000; lower the learning rate (it is 0.5), or let it rise over more steps. {System.IO.Path.Combine(Path, "checkpoint-000000110")} holds the last good weights",
            message);
    }

    [Fact]
    public void Run_LossJumpsNowAndThen_GoesOn() => Assert.Equal(300, Run(step => step % 10 == 0 ? 10 : 1).Steps);

    [Fact]
    public void Run_LossRisesInTheBeginning_GoesOn() => Assert.Equal(300, Run(step => Math.Min(10, step / 4f)).Steps);

    private TrainingRun Run(Func<int, float> loss)
    {
        using CheckpointFolder folder = CheckpointCases.Open(Path, every: 10);
        using Parameter weight = new(torch.ones(3));
        var loop = new TrainingLoop<Nothing, Parameter>(
            "toy", weight, new Given(loss), new LoopOptions(0.5, 1, null, 0, 0, 0) { Checkpoints = folder.Begin(CheckpointCases.Fingerprint()).NextStage("toy", 1) }, 1);
        return loop.Run(
            new AdamW([new AdamWGroup([weight], 0.5, 0)]), [weight], _ => new EpochPlan<Nothing>(300, Enumerable.Range(0, 300).Select(_ => (new Nothing(), 1))), null, null, default);
    }

    private sealed class Nothing : IDisposable
    {
        public void Dispose()
        {
        }
    }

    private sealed class Given(Func<int, float> loss) : IObjective<Nothing, Parameter>
    {
        public string Name => "given";

        public LossSum Compute(Nothing batch, Parameter model, ulong seed, ulong step) => new((0 * model).sum() + loss((int)step), 1);
    }
}
