using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

/// <summary>Training with products in bfloat16: refused where the processor has no instructions for them, and close to single precision in its numbers.</summary>
public sealed class PrecisionTests : IClassFixture<OneThread>, IDisposable
{
    private const string Refusal =
        "The precision bfloat16 needs a processor with avx512_bf16 or amx_bf16, and this one has neither, so that it would be slower than float32; use float32.";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_BFloat16_LearnsWithinRoundingAndKeepsItsWeightsAsSingles()
    {
        using var every = new EveryPrecision();
        (double Loss, float[] Query, TrainingRun Run) Train(LinearPrecision precision)
        {
            using ClassifierModel start = Models.Create(), model = new(new TorchEncoder(start.Encoder.Config, precision), Models.Create().Head, PoolingMode.Mean);
            foreach ((NamedWeight from, NamedWeight to) in start.Encoder.NamedWeights.Zip(model.Encoder.NamedWeights))
                TensorMemory.Of(from.Value).CopyTo(TensorMemory.Of(to.Value));
            Assert.Equal(precision == LinearPrecision.BFloat16, model.Encoder.KernelName.Contains("bfloat16", StringComparison.Ordinal));
            TrainingRun run = new FineTuner(model, ToyEncoder.IsSpecial, 1).Run("toy", [Models.Rows(90)], 1, TrainingCases.Quick with { Epochs = 6, MaxSteps = null, Patience = 0 }, 0, null, default);
            Assert.All(model.Encoder.NamedWeights, weight => Assert.Equal(TorchSharp.torch.ScalarType.Float32, weight.Value.dtype));
            return (run.Loss!.Value, TensorMemory.ToArray(model.Encoder.NamedWeights.First(weight => weight.Name == "layers.1.query.weight").Value), run);
        }

        (double exact, float[] single, _) = Train(LinearPrecision.Float32);
        (double rounded, float[] master, _) = Train(LinearPrecision.BFloat16);
        Assert.Equal(exact, rounded, 0.05 * exact);
        Assert.NotEqual(single, master);

        // Weights that are singles hold what bfloat16 could not.
        Assert.Contains(master, value => (BitConverter.SingleToUInt32Bits(value) & 0xFFFF) != 0);
        (_, float[] again, _) = Train(LinearPrecision.BFloat16);
        Assert.Equal(master, again);
    }

    [Fact]
    public async Task OpenAsync_BFloat16_PredictsNearlyTheSame()
    {
        using var every = new EveryPrecision();
        ModelFolder model = ToyEncoder.Write(_folder.File("model"));
        string[] texts = ToyCorpus.Texts(ToyCorpus.Rows("yor", 20, seed: 2));
        foreach (string strategy in new[] { "combined+full", "lora", "frozen" })
        {
            using TrainedClassifier trained = await TrainingCases.TrainAsync(model, TrainingCases.Options(strategy, withSources: false));
            await trained.SaveAsync(_folder.File(strategy));
            using TrainedClassifier exact = await TrainedClassifier.OpenAsync(_folder.File(strategy)), rounded = await TrainedClassifier.OpenAsync(_folder.File(strategy), precision: LinearPrecision.BFloat16);
            double[] one = [.. (await exact.ClassifyAsync(texts)).Select(result => Math.Exp(result.LogProbabilities[0]))], two = [.. (await rounded.ClassifyAsync(texts)).Select(result => Math.Exp(result.LogProbabilities[0]))];
            Assert.NotEqual(one, two);
            Assert.All(one.Zip(two), pair => Assert.Equal(pair.First, pair.Second, 0.1));
        }
    }

    [SkippableFact]
    public async Task RunAsync_BFloat16WhereTheProcessorLacksIt_IsRefusedByAll()
    {
        Skip.If(ProcessorFeatures.Current.MultipliesBFloat16, "This processor multiplies bfloat16.");
        ModelFolder model = ToyEncoder.Write(_folder.File("model"));
        ClassifierTrainingOptions options = TrainingCases.Options("full", withSources: false) with { Precision = LinearPrecision.BFloat16 };
        Assert.Equal(Refusal, (await Assert.ThrowsAsync<UsageException>(() => TrainingCases.TrainAsync(model, options))).Message);
        Assert.Equal(Refusal, Assert.Throws<UsageException>(() => EncoderSession.Open(model, precision: LinearPrecision.BFloat16)).Message);
        (ModelFolder student, ModelFolder teacher) = ToyRemap.Write(_folder);
        var healing = new HealingOptions { Training = ToyRemap.Quick with { Precision = LinearPrecision.BFloat16 } };
        Assert.Equal(Refusal, (await Assert.ThrowsAsync<UsageException>(() => VectorHealing.RunAsync(student, teacher, [ToyRemap.Text("yor")], healing))).Message);
        ModelFolder masked = ToyEncoder.Write(_folder.File("masked"), head: EncoderHead.MaskedLanguageModel);
        Assert.Equal(Refusal, Assert.Throws<UsageException>(() => MaskedLanguageModel.Load(masked, LinearPrecision.BFloat16)).Message);
    }

    [Fact]
    public async Task RunAsync_BFloat16_StandsInTheProvenance()
    {
        using var every = new EveryPrecision();
        ModelFolder model = ToyEncoder.Write(_folder.File("model"));
        using TrainedClassifier trained = await TrainingCases.TrainAsync(model, TrainingCases.Options("frozen") with { Precision = LinearPrecision.BFloat16 });
        Assert.Equal("bfloat16 matrix product, float32 weights", trained.Provenance.Kernels);
    }
}
