using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training.Checkpoints;

/// <summary>A run that was stopped anywhere and goes on gives the bytes of the unbroken one.</summary>
public sealed class ResumedLoopTests : IClassFixture<OneThread>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("out.checkpoints");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_CancelledAfterEachStepInTurn_GivesTheSameBytes()
    {
        (float[] expected, TrainingRun unbroken) = CheckpointCases.Train(null);
        TrainingRun run = TrainingRun.None;
        float[] weights = [];
        int runs = 0;
        do
        {
            // Each process takes one step and is stopped.
            using CheckpointFolder checkpoints = CheckpointCases.Open(Path, resume: true);
            (weights, run) = CheckpointCases.Train(checkpoints, stopAfter: 1);
            Assert.True(++runs < 200, "the run does not come to its end");
        }
        while (run.Interrupted);
        Assert.True(runs >= unbroken.Steps, $"{runs} runs for {unbroken.Steps} steps");
        Assert.Equal(expected, weights);
        Assert.Equal((unbroken.Steps, unbroken.Tokens, unbroken.Loss), (run.Steps, run.Tokens, run.Loss));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Run_ThrownOutOfAnyStep_GoesOnFromTheLastCheckpoint(int every)
    {
        (float[] expected, TrainingRun unbroken) = CheckpointCases.Train(null);
        foreach (int at in Enumerable.Range(1, unbroken.Steps).Where(step => step % 7 == 1 || step == unbroken.Steps))
        {
            int seen = 0;
            using (CheckpointFolder checkpoints = CheckpointCases.Open(Path, every, replace: true))
            {
                // As a kill does, this leaves no time to write anything.
                Assert.Throws<OperationCanceledException>(() => CheckpointCases.Train(checkpoints, watch: _ =>
                {
                    if (++seen == at)
                        throw new OperationCanceledException();
                }));
            }

            int again = 0;
            using CheckpointFolder resumed = CheckpointCases.Open(Path, every, resume: true);
            (float[] weights, TrainingRun run) = CheckpointCases.Train(resumed, watch: _ => again++);
            Assert.Equal(expected, weights);
            Assert.Equal(unbroken.Steps, run.Steps);
            Assert.True(again <= unbroken.Steps - at + every, $"{again} steps after {at} of {unbroken.Steps}");
        }
    }

    [Fact]
    public void Run_Ended_IsNotDoneAgain()
    {
        float[] expected;
        using (CheckpointFolder checkpoints = CheckpointCases.Open(Path))
            expected = CheckpointCases.Train(checkpoints).Weights;
        int steps = 0;
        using CheckpointFolder resumed = CheckpointCases.Open(Path, resume: true);
        Assert.Equal(expected, CheckpointCases.Train(resumed, watch: _ => steps++).Weights);
        Assert.Equal(0, steps);
        resumed.Remove();
        resumed.Dispose();
        Assert.False(Directory.Exists(Path));
    }

    [Theory]
    [InlineData("tensors.safetensors", false)]
    [InlineData("tensors.safetensors", true)]
    [InlineData("state.json", false)]
    [InlineData("SHA256SUMS", true)]
    public void Run_NewestCheckpointDamaged_GoesOnFromTheOneBefore(string file, bool cut)
    {
        float[] expected = CheckpointCases.Train(null).Weights;
        using (CheckpointFolder checkpoints = CheckpointCases.Open(Path))
            CheckpointCases.Train(checkpoints, stopAfter: 20);
        string[] there = Names();
        Damage(System.IO.Path.Combine(Path, there[^1], file), cut);
        var warnings = new List<string>();
        var firstSteps = new List<int>();
        using CheckpointFolder resumed = CheckpointCases.Open(Path, resume: true, warn: warnings.Add);
        Assert.Equal(expected, CheckpointCases.Train(resumed, watch: at => firstSteps.Add((int)at.Done)).Weights);
        string warning = Assert.Single(warnings);
        Assert.StartsWith($"a damaged checkpoint is passed over: {System.IO.Path.Combine(Path, there[^1])}", warning);
    }

    [Fact]
    public void Run_EveryCheckpointDamaged_BeginsAnew()
    {
        (float[] expected, TrainingRun unbroken) = CheckpointCases.Train(null);
        using (CheckpointFolder checkpoints = CheckpointCases.Open(Path))
            CheckpointCases.Train(checkpoints, stopAfter: 20);
        foreach (string file in Directory.EnumerateFiles(Path, "tensors.safetensors", SearchOption.AllDirectories))
            Damage(file, cut: true);
        var warnings = new List<string>();
        int steps = 0;
        using CheckpointFolder resumed = CheckpointCases.Open(Path, resume: true, warn: warnings.Add);
        Assert.Equal(expected, CheckpointCases.Train(resumed, watch: _ => steps++).Weights);
        Assert.Equal(unbroken.Steps, steps);
        Assert.NotEmpty(warnings);
    }

    [Fact]
    public void Run_ClockSetBack_TakesTheNewestByItsStep()
    {
        using (CheckpointFolder checkpoints = CheckpointCases.Open(Path))
            CheckpointCases.Train(checkpoints, stopAfter: 20);
        string[] there = Names();
        var past = new DateTime(1999, 12, 31, 0, 0, 0, DateTimeKind.Utc);
        foreach (string file in Directory.EnumerateFiles(System.IO.Path.Combine(Path, there[^1])))
            File.SetLastWriteTimeUtc(file, past);
        Directory.SetLastWriteTimeUtc(System.IO.Path.Combine(Path, there[^1]), past);
        int steps = 0;
        using CheckpointFolder resumed = CheckpointCases.Open(Path, resume: true);
        (_, TrainingRun run) = CheckpointCases.Train(resumed, watch: _ => steps++);
        Assert.Equal(run.Steps - 20, steps);
    }

    private string[] Names() => [.. Directory.EnumerateDirectories(Path, "checkpoint-*").Select(path => System.IO.Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static void Damage(string file, bool cut)
    {
        byte[] bytes = File.ReadAllBytes(file);
        bytes[^20] ^= 1;
        File.WriteAllBytes(file, cut ? bytes[..(bytes.Length / 2)] : bytes);
    }
}
