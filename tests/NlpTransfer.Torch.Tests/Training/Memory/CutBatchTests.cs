using NlpTransfer.Training;
using TorchSharp;

namespace NlpTransfer.Torch.Tests.Training.Memory;

/// <summary>Batches that are computed in parts make the same step.</summary>
public sealed class CutBatchTests : IClassFixture<OneThread>, IDisposable
{
    /// <summary>Between what the toy models need for a sequence and for a batch.</summary>
    private static readonly MemoryBudget Tight = MemoryBudget.Of(StepMemory.Runtime + 2_500_000);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Pretraining_CutBatches_GiveTheSameLossesAndSayHow()
    {
        MaskedTrainingOptions training = ToyMasked.Quick with { MaxSteps = 12, LogEvery = 1, BatchTokens = 512 };
        (double[] Losses, MemoryUse Use, Provenance Made) whole = await PretrainAsync(training with { Memory = MemoryBudget.Of(1L << 40) }), cut = await PretrainAsync(training with { Memory = Tight });
        Assert.Equal((1, false), (whole.Use.Parts, whole.Made.Options.ContainsKey("memory")));
        Assert.True(cut.Use.Parts > 1 && cut.Use.Estimate <= Tight.Bytes && cut.Use.Budget == Tight.Bytes, $"{cut.Use}");
        Assert.Equal($"{Tight.Bytes}", cut.Made.Options["memory"]);
        AssertNear(whole.Losses, cut.Losses, 2e-3);
    }

    [Fact]
    public async Task Pretraining_CutBatchesResumed_GiveTheSameBytes()
    {
        MaskedTrainingOptions training = ToyMasked.Quick with { MaxSteps = 12, BatchTokens = 512, Memory = Tight };
        await SaveAsync(training, "whole");
        using (CheckpointFolder checkpoints = CheckpointFolder.Open(_folder.File("checkpoints"), new() { Every = 3 }))
            await PretrainAsync(training with { Checkpoints = checkpoints }, stopAfter: 5);
        using (CheckpointFolder checkpoints = CheckpointFolder.Open(_folder.File("checkpoints"), new() { Every = 3, Resume = true }))
        {
            UsageException other = await Assert.ThrowsAsync<UsageException>(() => PretrainAsync(training with { Checkpoints = checkpoints, Memory = MemoryBudget.Of(1L << 40) }));
            Assert.Contains($"The run began with {Tight.Bytes} bytes of memory to keep to, and {1L << 40} could cut its batches elsewhere", other.Message, StringComparison.Ordinal);
            // Without other word the run keeps to what was decided when it began.
            await SaveAsync(training with { Checkpoints = checkpoints, Memory = null }, "resumed");
        }

        SortedDictionary<string, byte[]> one = TrainingCases.Files(_folder.File("whole/out")), two = TrainingCases.Files(_folder.File("resumed/out"));
        Assert.All(one, file => Assert.True(file.Value.SequenceEqual(two[file.Key]), file.Key));
    }

    [Fact]
    public void FineTuning_CutBatches_GiveNearlyTheSameWeights()
    {
        (float[] Head, MemoryUse Use) whole = FineTune(MemoryBudget.Of(1L << 40)), cut = FineTune(MemoryBudget.Of(StepMemory.Runtime + 1_000_000));
        Assert.Equal(1, whole.Use.Parts);
        Assert.True(cut.Use.Parts > 1, $"{cut.Use}");
        Assert.True(Differences.Largest(whole.Head, cut.Head) < 1e-3, $"{Differences.Largest(whole.Head, cut.Head)}");
        Assert.NotEqual(whole.Head, FineTune(MemoryBudget.Of(1L << 40), seed: 2).Head);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public async Task Aligning_CutBatches_AreHeldAgainstEachOtherAllTheSame(double contrast)
    {
        (double[] After, MemoryUse Use) whole = await AlignAsync(contrast, MemoryBudget.Of(1L << 40)), cut = await AlignAsync(contrast, MemoryBudget.Of(StepMemory.Runtime + 2_200_000));
        Assert.Equal(1, whole.Use.Parts);
        Assert.True(cut.Use.Parts > 1, $"{cut.Use}");
        AssertNear(whole.After, cut.After, 2e-3);
    }

    [Fact]
    public void VectorObjective_Parts_GiveLossAndGradientOfTheWhole()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using ClassifierModel model = Models.Create();
        var student = new VectorStudent(model.Encoder, PoolingMode.Mean);
        var objective = new VectorObjective(0.5, 0.05);
        model.Encoder.SetTrainable(freezeEmbeddings: false, topLayers: null);
        (double Sum, float[] Gradient) Of(params int[] sizes)
        {
            using VectorBatch batch = Vectors(sizes);
            (double sum, long count) = LossGradients.Add(objective, batch, student, 1, 0);
            Assert.Equal(sizes.Sum(), count);
            float[] gradient = [.. model.EncoderParameters.Where(parameter => parameter.grad is not null).SelectMany(parameter => TensorMemory.ToArray(parameter.grad!))];
            foreach (TorchSharp.Modules.Parameter parameter in model.EncoderParameters)
                parameter.grad = null;
            return (sum, gradient);
        }

        (double Sum, float[] Gradient) whole = Of(7), cut = Of(3, 2, 2);
        Assert.Equal(whole.Sum, cut.Sum, 1e-4);
        Assert.True(whole.Gradient.Length > 1000 && whole.Gradient.Any(value => Math.Abs(value) > 1e-2));
        Assert.True(Differences.Largest(whole.Gradient, cut.Gradient) < 1e-4 * Math.Max(1, whole.Gradient.Max(Math.Abs)), $"{Differences.Largest(whole.Gradient, cut.Gradient)}");
    }

    [Fact]
    public async Task Pretraining_NothingFits_IsRefusedBeforeTraining()
    {
        UsageException failure = await Assert.ThrowsAsync<UsageException>(() => PretrainAsync(ToyMasked.Quick with { Memory = MemoryBudget.Of(1_000_000) }));
        Assert.StartsWith("Training this model takes about ", failure.Message, StringComparison.Ordinal);
    }

    private static void AssertNear(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }

    /// <summary>Texts with targets, two of which are the same, in parts of some sizes.</summary>
    private static VectorBatch Vectors(int[] sizes)
    {
        VectorExample[] all = [.. Models.Rows(sizes.Sum()).Ids.Select((ids, row) => new VectorExample(ids, row == 5 ? 1 : row, true))];
        torch.Tensor Targets(IReadOnlyList<VectorExample> examples)
        {
            torch.Tensor targets = torch.zeros(examples.Count, ToyEncoder.Width);
            for (int i = 0; i < examples.Count; i++)
                TensorMemory.Of(targets)[(i * ToyEncoder.Width) + examples[i].Target] = 1;
            return targets;
        }

        int first = 0;
        return VectorBatch.Create([.. sizes.Select(size => all[first..(first += size)])], Targets, 1);
    }

    private static (float[] Head, MemoryUse Use) FineTune(MemoryBudget memory, ulong seed = 1)
    {
        using ClassifierModel model = Models.Create();
        TrainingRun run = new FineTuner(model, ToyEncoder.IsSpecial, seed, memory: memory).Run("toy", [Models.Rows(60)], 1, TrainingCases.Quick with { BatchTokens = 256, MaxSteps = 12, Patience = 0, Dropout = 0 }, 0, null, default);
        return (TensorMemory.ToArray(model.Head.Weight), run.Memory!);
    }

    private async Task<(double[] After, MemoryUse Use)> AlignAsync(double contrast, MemoryBudget memory)
    {
        ModelFolder model = Directory.Exists(_folder.File("encoder")) ? ModelFolder.Open(_folder.File("encoder")) : ToyEncoder.Write(_folder.File("encoder"));
        using AlignedModel aligned = await VectorAlignment.RunAsync(
            model, [ToyPairs.Corpus()], ToyPairs.Quick with { Training = ToyPairs.Quick.Training with { Contrast = contrast, MaxSteps = 12, BatchTokens = 2048, Memory = memory, MaxLength = 16 } });
        return ([aligned.Report.Run.Loss!.Value, .. aligned.Report.Kept.Select(language => language.After!.Cosine.Value)], aligned.Report.Run.Memory!);
    }

    private async Task SaveAsync(MaskedTrainingOptions training, string name)
    {
        using TrainedMaskedModel model = await ToyMasked.PretrainAsync(_folder, ToyMasked.Options with { Training = training });
        await model.SaveAsync(_folder.File(name + "/out"));
    }

    private async Task<(double[] Losses, MemoryUse Use, Provenance Made)> PretrainAsync(MaskedTrainingOptions training, int? stopAfter = null)
    {
        using var source = new CancellationTokenSource();
        var progress = new Immediate<WorkProgress>(at =>
        {
            if (at.Phase.StartsWith("pretraining, part 2", StringComparison.Ordinal) && at.Done + 3 == stopAfter)
                source.Cancel();
        });
        using TrainedMaskedModel model = await ToyMasked.PretrainAsync(_folder, ToyMasked.Options with { Training = training }, progress: progress, cancellation: source.Token);
        Assert.Equal(stopAfter is not null, model.WasInterrupted);
        return ([.. model.Report.History.Where(point => point.Loss is not null).Select(point => point.Loss!.Value)], model.Report.Run.Memory!, model.Provenance);
    }
}
