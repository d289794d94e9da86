using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class SnapshotTests : IClassFixture<OneThread>, IDisposable
{
    private static readonly MaskedTrainingOptions Training = ToyMasked.Quick with { MaxSteps = 20, Evaluations = 2, LogEvery = 3, Dropout = 0.1 };

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("out.snapshots");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1000, 4, new[] { 200, 400, 600, 800 })]
    [InlineData(7, 2, new[] { 2, 4 })]
    [InlineData(3, 2, new[] { 1, 2 })]
    public void Places_StepsAndCount_AreEvenlySpacedWithoutTheEnd(int total, int count, int[] expected) => Assert.Equal(expected, RunSnapshots.Places(total, count));

    [Theory]
    [InlineData(0)]
    [InlineData(0.9)]
    public async Task RunAsync_Snapshots_ChangeNoByteOfTheResultAndAreThemselvesModels(double average)
    {
        MaskedTrainingOptions training = Training with { AverageDecay = average };
        using (TrainedMaskedModel plain = await PretrainAsync(training))
            await plain.SaveAsync(_folder.File("plain/out"));
        using (SnapshotFolder snapshots = Open(4))
        using (TrainedMaskedModel kept = await PretrainAsync(training with { Snapshots = snapshots }))
        {
            await kept.SaveAsync(_folder.File("kept/out"));
            Assert.Equal([4, 8, 12, 16], snapshots.Steps);
        }

        AssertSame(_folder.File("plain/out"), _folder.File("kept/out"));
        ModelFolder snapshot = ModelFolder.Open(System.IO.Path.Combine(Path, "step-000008"));
        Assert.Equal(("pretrain", "8", "step 8 of 20"), (snapshot.Provenance!.Command, snapshot.Provenance.Options["steps"], snapshot.Provenance.Options["snapshot"]));
        Assert.Equal(EncoderHead.MaskedLanguageModel, snapshot.Config.Head);
        Assert.Equal(TrainingCases.Files(_folder.File("plain/out")).Keys, TrainingCases.Files(snapshot.Path).Keys);
        string card = File.ReadAllText(System.IO.Path.Combine(snapshot.Path, "README.md"));
        Assert.All(new[] { "as it was after 8 of 20 steps", "license: mit" }, part => Assert.Contains(part, card, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.9)]
    public async Task RunAsync_Snapshot_HoldsTheWeightsOfItsStepOrTheirAverage(double average)
    {
        MaskedTrainingOptions training = Training with { AverageDecay = average, Evaluations = 1 };
        using SnapshotFolder snapshots = Open(4);
        using TrainedMaskedModel kept = await PretrainAsync(training with { Snapshots = snapshots });
        // Whoever stops before anything was measured is given what was learnt so far.
        using TrainedMaskedModel stopped = await PretrainAsync(training, stopAfter: 8);
        await stopped.SaveAsync(_folder.File("stopped"));
        Assert.Equal(File.ReadAllBytes(_folder.File("stopped/model.safetensors")), Weights("step-000008"));
        Assert.NotEqual(Weights("step-000008"), Weights("step-000012"));
    }

    [Fact]
    public async Task RunAsync_ResumedRun_GivesTheSameSnapshots()
    {
        using (SnapshotFolder snapshots = Open(4))
        using (await PretrainAsync(Training with { Snapshots = snapshots }))
            Directory.Move(Path, _folder.File("whole"));
        using (SnapshotFolder snapshots = Open(4))
        {
            using CheckpointFolder checkpoints = CheckpointFolder.Open(_folder.File("out.checkpoints"), new() { Every = 3 });
            using TrainedMaskedModel stopped = await PretrainAsync(Training with { Snapshots = snapshots, Checkpoints = checkpoints }, stopAfter: 9);
            Assert.Equal([4, 8], snapshots.Steps);
        }

        using (SnapshotFolder snapshots = Open(4, resume: true))
        {
            using CheckpointFolder checkpoints = CheckpointFolder.Open(_folder.File("out.checkpoints"), new() { Every = 3, Resume = true });
            using TrainedMaskedModel model = await PretrainAsync(Training with { Snapshots = snapshots, Checkpoints = checkpoints });
            Assert.Equal([4, 8, 12, 16], snapshots.Steps);
        }

        foreach (string name in Directory.EnumerateDirectories(_folder.File("whole")).Select(path => System.IO.Path.GetFileName(path)))
            AssertSame(_folder.File("whole/" + name), System.IO.Path.Combine(Path, name));
    }

    [Fact]
    public async Task RunAsync_SnapshotsBegunAfterTheirStep_SaysWhichAreMissing()
    {
        using (CheckpointFolder checkpoints = CheckpointFolder.Open(_folder.File("out.checkpoints"), new() { Every = 3 }))
        using (await PretrainAsync(Training with { Checkpoints = checkpoints }, stopAfter: 9))
        {
        }

        var warnings = new List<string>();
        using SnapshotFolder snapshots = SnapshotFolder.Open(Path, new() { Count = 4, Resume = true }, warnings.Add);
        using CheckpointFolder again = CheckpointFolder.Open(_folder.File("out.checkpoints"), new() { Every = 3, Resume = true });
        using TrainedMaskedModel model = await PretrainAsync(Training with { Snapshots = snapshots, Checkpoints = again });
        Assert.Equal([12, 16], snapshots.Steps);
        Assert.Equal([$"{snapshots.Path} lacks step-000004, step-000008: the run went on from a later step, and they were not there"], warnings);
    }

    [Fact]
    public async Task RunAsync_SnapshotsOfAnotherRun_AreRefused()
    {
        using (SnapshotFolder snapshots = Open(4))
        using (await PretrainAsync(Training with { Snapshots = snapshots }))
            Assert.Contains("another run is writing", Assert.Throws<UsageException>(() => Open(4, resume: true)).Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "it holds the snapshots of an earlier run; move them, go on with that run where it was stopped (--resume), or allow them to be removed (--force).",
            Assert.Throws<UsageException>(() => Open(4)).Message,
            StringComparison.Ordinal);
        using (SnapshotFolder snapshots = Open(4, resume: true))
        {
            UsageException other = await Assert.ThrowsAsync<UsageException>(() => PretrainAsync(Training with { Seed = 2, Dropout = 0.2, Snapshots = snapshots }));
            Assert.Contains("step-000004: the snapshot is of another run. It differs in seed (1 there, 2 here); training.dropout (0.1 there, 0.2 here). Give what was given then", other.Message, StringComparison.Ordinal);
        }

        using (SnapshotFolder snapshots = Open(3, resume: true))
        {
            UsageException other = await Assert.ThrowsAsync<UsageException>(() => PretrainAsync(Training with { Snapshots = snapshots }));
            Assert.Contains("step-000004: 3 snapshots of 20 steps are those after 5, 10, 15, and this one is none of them.", other.Message, StringComparison.Ordinal);
        }

        using SnapshotFolder replaced = SnapshotFolder.Open(Path, new() { Replace = true });
        Assert.Empty(replaced.Steps);
    }

    [Fact]
    public async Task Open_WhatCannotBe_IsRefused()
    {
        using (SnapshotFolder snapshots = Open(20))
        {
            UsageException few = await Assert.ThrowsAsync<UsageException>(() => PretrainAsync(Training with { Snapshots = snapshots }));
            Assert.Equal("The run has 20 steps and 20 snapshots are wanted on the way, the end not counted; take at most 19 (--snapshots), or train longer.", few.Message);
        }

        Assert.False(Directory.Exists(Path));
        Assert.Equal("options for snapshots: Count must be at least 1, not 0", Assert.Throws<UsageException>(() => Open(0)).Message);
        Directory.CreateDirectory(Path);
        File.WriteAllText(System.IO.Path.Combine(Path, "thesis.txt"), "mine");
        UsageException foreign = Assert.Throws<UsageException>(() => SnapshotFolder.Open(Path, new() { Replace = true }));
        Assert.EndsWith("it holds 'thesis.txt', which is no snapshot; move that, or choose another name.", foreign.Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(System.IO.Path.Combine(Path, "thesis.txt")));
    }

    [Fact]
    public async Task RunAsync_AdaptingInTwoStages_CountsStepsOverBoth()
    {
        ModelFolder model = ToyMasked.WriteEncoder(_folder);
        using SnapshotFolder snapshots = Open(3);
        using TrainedMaskedModel adapted = await MaskedAdaptation.RunAsync(model, [ToyRemap.Text("yor")], new() { Training = Training with { Snapshots = snapshots }, EmbeddingsFirst = 0.5 });
        Assert.Equal([5, 10, 15], snapshots.Steps);
        ModelFolder young = ModelFolder.Open(System.IO.Path.Combine(Path, "step-000005"));
        Assert.Equal(("adapt", "5"), (young.Provenance!.Command, young.Provenance.Options["steps"]));
    }

    private SnapshotFolder Open(int count, bool resume = false) => SnapshotFolder.Open(Path, new() { Count = count, Resume = resume, Card = new AdaptedCard { Licence = "mit" } });

    private async Task<TrainedMaskedModel> PretrainAsync(MaskedTrainingOptions training, int? stopAfter = null)
    {
        using var source = new CancellationTokenSource();
        var progress = new Immediate<WorkProgress>(at =>
        {
            if (at.Phase.StartsWith("pretraining, part 1", StringComparison.Ordinal) && at.Done == stopAfter)
                source.Cancel();
        });
        return await ToyMasked.PretrainAsync(_folder, ToyMasked.Options with { Training = training }, progress: progress, cancellation: source.Token);
    }

    private byte[] Weights(string name) => File.ReadAllBytes(System.IO.Path.Combine(Path, name, "model.safetensors"));

    private static void AssertSame(string one, string two)
    {
        SortedDictionary<string, byte[]> first = TrainingCases.Files(one), second = TrainingCases.Files(two);
        Assert.Equal(first.Keys, second.Keys);
        Assert.All(first, file => Assert.True(file.Value.SequenceEqual(second[file.Key]), file.Key));
    }
}
