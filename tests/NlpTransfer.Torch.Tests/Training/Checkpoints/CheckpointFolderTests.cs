using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training.Checkpoints;

public sealed class CheckpointFolderTests : IClassFixture<OneThread>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("out.checkpoints");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Run_ManyCheckpoints_KeepsTheNewest(int keep)
    {
        using CheckpointFolder checkpoints = CheckpointCases.Open(Path, every: 2, keep: keep);
        CheckpointCases.Train(checkpoints, stopAfter: 21);
        string[] expected = [.. new[] { 18, 20, 21 }.TakeLast(keep).Select(step => $"checkpoint-{step:000000000}"), "stage-0"];
        Assert.Equal(expected, Directory.EnumerateDirectories(Path).Select(path => System.IO.Path.GetFileName(path)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Open_AnotherRunIsThere_IsRefused()
    {
        using CheckpointFolder first = CheckpointCases.Open(Path);
        Assert.Equal(
            $"{Path}: another run is writing checkpoints there; wait for it, or choose another name.",
            Assert.Throws<UsageException>(() => CheckpointCases.Open(Path, resume: true)).Message);
    }

    [Fact]
    public void Open_CheckpointsOfAStoppedRun_AreRefusedUnlessTheyMayGo()
    {
        using (CheckpointFolder checkpoints = CheckpointCases.Open(Path))
            CheckpointCases.Train(checkpoints, stopAfter: 4);
        Assert.Equal(
            $"{Path}: it holds the checkpoints of a run that was stopped; go on with that run (--resume), or begin anew (--force).",
            Assert.Throws<UsageException>(() => CheckpointCases.Open(Path)).Message);
        using CheckpointFolder anew = CheckpointCases.Open(Path, replace: true);
        Assert.True(anew.IsEmpty);
    }

    [Fact]
    public void Open_FailsBeforeTheFirstCheckpoint_LeavesNothing()
    {
        CheckpointCases.Open(Path).Dispose();
        Assert.False(Directory.Exists(Path));
    }

    [Fact]
    public void Open_FileStandsThere_IsRefused()
    {
        File.WriteAllText(Path, "");
        Assert.Equal(
            $"{Path}: a file stands where checkpoints are to be written; choose another name, or move it.", Assert.Throws<UsageException>(() => CheckpointCases.Open(Path)).Message);
    }

    [Fact]
    public void Open_OptionsOutOfRange_NamesAll() => Assert.Equal(
        "options for checkpoints: Every must be at least 1, not 0; Keep must be from 1 to 100000, not 0",
        Assert.Throws<UsageException>(() => CheckpointCases.Open(Path, every: 0, keep: 0)).Message);

    [SkippableFact]
    public void Open_NoPermission_SaysSo()
    {
        Skip.If(OperatingSystem.IsWindows(), "Unix modes.");
        Directory.CreateDirectory(Path);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            File.WriteAllText(System.IO.Path.Combine(Path, "probe"), "");
            Skip.If(true, "This user may write anywhere.");
        }
        catch (UnauthorizedAccessException)
        {
        }

        Assert.Equal(
            $"{Path}: writing there is not permitted; choose a folder that you may write to.", Assert.Throws<NlpTransferException>(() => CheckpointCases.Open(Path)).Message);
    }

    [Fact]
    public void Begin_AnotherRunsCheckpoints_NamesWhatDiffers()
    {
        using (CheckpointFolder checkpoints = CheckpointCases.Open(Path))
            CheckpointCases.Train(checkpoints, stopAfter: 4);
        using CheckpointFolder resumed = CheckpointCases.Open(Path, resume: true);
        string message = Assert.Throws<UsageException>(
            () => CheckpointCases.Train(resumed, fingerprint: CheckpointCases.Fingerprint(seed: 2, options: "epochs 5; batchTokens 64", input: "others.tsv"))).Message;
        Assert.Equal(
            $"{Path}/checkpoint-000000004: the checkpoint is of another run, so this one can't go on from it. It differs in input 1, others.tsv (not there, given here); input 1, rows.tsv (given there, not here); seed (1 there, 2 here); tuning.epochs (2 there, 5 here). Give what was given then, or begin anew (--force instead of --resume).",
            message.Replace('\\', '/').Replace(Path.Replace('\\', '/'), Path, StringComparison.Ordinal));
    }

    [Fact]
    public void Run_DiskFull_StopsAndLeavesTheLastOne()
    {
        float[] expected = CheckpointCases.Train(null).Weights;
        using (CheckpointFolder checkpoints = CheckpointCases.Open(Path))
        {
            int written = 0;
            // What .NET throws where a disk is full.
            checkpoints.Filled = _ =>
            {
                if (++written == 3)
                    throw new IOException("No space left on device", 28);
            };
            string goal = System.IO.Path.Combine(Path, "checkpoint-000000009");
            Assert.Equal(
                $"{goal}: the disk that holds it is full; free some space and run again. What stood there before is untouched. checkpoint-000000006 is intact: the run goes on from it with --resume.",
                Assert.Throws<NlpTransferException>(() => CheckpointCases.Train(checkpoints)).Message);
        }

        Assert.Equal(["checkpoint-000000003", "checkpoint-000000006"], Directory.EnumerateDirectories(Path).Select(path => System.IO.Path.GetFileName(path)!).Order(StringComparer.Ordinal));
        int steps = 0;
        using CheckpointFolder resumed = CheckpointCases.Open(Path, resume: true);
        (float[] weights, TrainingRun run) = CheckpointCases.Train(resumed, watch: _ => steps++);
        Assert.Equal(expected, weights);
        Assert.Equal(run.Steps - 6, steps);
    }
}
