using NlpTransfer.Torch.Tests.Training.Checkpoints;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

/// <summary>Translation trainings that were stopped go on to the very files of the unbroken run, and one that fails names what is still good.</summary>
public sealed class ResumedTranslationTests : IClassFixture<OneThread>, IDisposable
{
    private static readonly TranslationTrainingOptions Quick = new() { LearningRate = 3e-3, BatchTokens = 256, Epochs = 4, MaxLength = 24, HeldOut = 6, Dropout = 0.1, LogEvery = 3, Patience = 0 };

    private readonly TemporaryFolder _folder = new();

    public ResumedTranslationTests() => ToyEncoder.Write(_folder.File("encoder"));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, true)]
    [InlineData(4, false)]
    [InlineData(7, true)]
    public Task Run_StoppedAgainAndAgain_GivesTheSameFiles(int steps, bool cleanly) => BrokenRuns.CompareAsync(_folder, steps, cleanly, IsTraining, async (goal, checkpoints, progress, cancellation) =>
    {
        using TrainedTranslator trained = await RunAsync(Quick with { Checkpoints = checkpoints }, progress, cancellation);
        if (trained.WasInterrupted)
            return true;
        using AtomicFolder folder = AtomicFolder.Create(goal);
        await trained.SaveAsync(folder, lossPicture: "<svg/>");
        return false;
    });

    [Fact]
    public async Task Run_OtherPairs_AreRefused()
    {
        using CheckpointFolder first = CheckpointCases.Open(_folder.File("out.checkpoints"));
        using TrainedTranslator trained = await RunAsync(Quick with { MaxSteps = 3, Checkpoints = first });
        first.Dispose();
        using CheckpointFolder second = CheckpointCases.Open(_folder.File("out.checkpoints"), resume: true);
        UsageException refused = await Assert.ThrowsAsync<UsageException>(() => TranslationTraining.RunAsync(_folder.File("encoder"), [ToyPairs.Corpus(seed: 6)], Quick with { MaxSteps = 3, Checkpoints = second }));
        Assert.Contains("It differs in what was read, pairs (its content is another).", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_LossIsNoNumber_NamesTheLastGoodCheckpoint()
    {
        using CheckpointFolder checkpoints = CheckpointCases.Open(_folder.File("out.checkpoints"), every: 1);
        // At such a rate the weights leave what singles can hold.
        NlpTransferException failure = await Assert.ThrowsAsync<NlpTransferException>(
            () => RunAsync(Quick with { LearningRate = 1, ClipNorm = 0, WarmupFraction = 0, Epochs = 1000, HeldOut = 0, Checkpoints = checkpoints }));
        Assert.StartsWith("translation: the loss ", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"; lower the learning rate (it is 1)", failure.Message, StringComparison.Ordinal);
        Assert.Contains($". {Path.Combine(checkpoints.Path, "checkpoint-")}", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith(" holds the last good weights", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_StoppedBeforeTheFirstStep_LeavesNothing()
    {
        using CheckpointFolder checkpoints = CheckpointCases.Open(_folder.File("out.checkpoints"));
        using var source = new CancellationTokenSource();
        var progress = new Immediate<WorkProgress>(at =>
        {
            if (at.Phase == "translating")
                source.Cancel();
        });
        // Batches of one pair, so that the measurement is not over with the first report.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TranslationTraining.RunAsync(
            _folder.File("encoder"), [ToyPairs.Corpus(), ToyPairs.Corpus("hau")], Quick with { Checkpoints = checkpoints }, progress, source.Token));
        Assert.True(checkpoints.IsEmpty);
    }

    [Fact]
    public async Task Run_Log_HoldsLossRateAndChrf()
    {
        string file = _folder.File("log.jsonl");
        using TrainedTranslator trained = await RunAsync(Quick with { Epochs = 1, LogFile = file });
        string[] lines = await File.ReadAllLinesAsync(file);
        Assert.StartsWith("""{"step":0,"tokens":0,"heldOutChrf":""", lines[0], StringComparison.Ordinal);
        Assert.Matches("""^\{"step":3,"tokens":\d+,"loss":\d+\.\d+,"learningRate":0\.00\d+\}$""", lines[1]);
        Assert.Contains("heldOutChrf", lines[^2] + lines[^1], StringComparison.Ordinal);
        Assert.Equal(lines.Length, trained.Report.History.Count);
    }

    private static bool IsTraining(WorkProgress at) => at.Phase.StartsWith("translation, epoch", StringComparison.Ordinal);

    private Task<TrainedTranslator> RunAsync(TranslationTrainingOptions options, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default) =>
        TranslationTraining.RunAsync(_folder.File("encoder"), [ToyPairs.Corpus(count: 60)], options, progress, cancellation);
}
