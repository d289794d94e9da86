using System.Reflection;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

/// <summary>No option of healing is accepted and ignored: each property has another value here, and it has to change what can be observed.</summary>
public sealed class VectorOptionsWalkTests : IClassFixture<OneThread>, IDisposable
{
    private static readonly Dictionary<string, Func<VectorTrainingOptions, VectorTrainingOptions>> Training = new()
    {
        [nameof(VectorTrainingOptions.Seed)] = options => options with { Seed = 2 },
        [nameof(VectorTrainingOptions.LearningRate)] = options => options with { LearningRate = 2e-3 },
        [nameof(VectorTrainingOptions.EmbeddingRateFactor)] = options => options with { EmbeddingRateFactor = 1 },
        [nameof(VectorTrainingOptions.Epochs)] = options => options with { Epochs = 1 },
        [nameof(VectorTrainingOptions.MaxSteps)] = options => options with { MaxSteps = 3 },
        [nameof(VectorTrainingOptions.Minutes)] = options => options with { Minutes = 1e-6 },
        [nameof(VectorTrainingOptions.BatchTokens)] = options => options with { BatchTokens = 64 },
        [nameof(VectorTrainingOptions.WarmupFraction)] = options => options with { WarmupFraction = 0.6 },
        [nameof(VectorTrainingOptions.WeightDecay)] = options => options with { WeightDecay = 0.5 },
        [nameof(VectorTrainingOptions.ClipNorm)] = options => options with { ClipNorm = 1e-3 },
        [nameof(VectorTrainingOptions.Contrast)] = options => options with { Contrast = 0.3 },
        [nameof(VectorTrainingOptions.Temperature)] = options => options with { Temperature = 0.5, Contrast = 0.1 },
        [nameof(VectorTrainingOptions.LanguageTemperature)] = options => options with { LanguageTemperature = 100 },
        [nameof(VectorTrainingOptions.Precision)] = options => options with { Precision = LinearPrecision.BFloat16 },
        [nameof(VectorTrainingOptions.MaxLength)] = options => options with { MaxLength = 6 },
    };

    private static readonly Dictionary<string, Func<HealingOptions, HealingOptions>> Healing = new()
    {
        [nameof(HealingOptions.Training)] = options => options with { Training = options.Training with { MaxSteps = 3 } },
        [nameof(HealingOptions.Rows)] = options => options with { Rows = TrainedRows.All },
        [nameof(HealingOptions.TrainLayers)] = options => options with { TrainLayers = true },
        [nameof(HealingOptions.EmbeddingsFirst)] = options => options with { TrainLayers = true, EmbeddingsFirst = 0.9 },
        [nameof(HealingOptions.TextsPerLanguage)] = options => options with { TextsPerLanguage = 30 },
        [nameof(HealingOptions.HeldOutTexts)] = options => options with { HeldOutTexts = 0 },
        [nameof(HealingOptions.Dev)] = options => options with { Dev = [ToyRemap.Text("yor", 20, seed: 6)] },
    };

    private readonly TemporaryFolder _folder = new();

    // Memory changes no more than last digits; CutBatchTests has it.
    public static TheoryData<string> TrainingNames => [.. Names<VectorTrainingOptions>().Where(name => name is not (nameof(VectorTrainingOptions.Patience) or nameof(VectorTrainingOptions.Evaluations) or nameof(VectorTrainingOptions.Memory)))];

    // Checkpoints change no result; ResumedVectorTests has them.
    public static TheoryData<string> HealingNames => [.. Names<HealingOptions>().Where(name => name != nameof(HealingOptions.Checkpoints))];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(TrainingNames))]
    public async Task VectorTrainingOptions_EachProperty_ChangesTheVectors(string name)
    {
        Assert.True(Training.TryGetValue(name, out Func<VectorTrainingOptions, VectorTrainingOptions>? change), $"{name} has no other value in this table");
        using var every = new EveryPrecision();
        VectorTrainingOptions plain = ToyRemap.Quick with { Epochs = 3, Contrast = name == nameof(VectorTrainingOptions.Temperature) ? 0.1 : 0 };
        var options = new HealingOptions { TrainLayers = true };
        Assert.NotEqual(await HealAsync(options with { Training = plain }), await HealAsync(options with { Training = change(plain) }));
        Assert.NotEqual(plain.Seed + plain.Describe(), change(plain).Seed + change(plain).Describe());
    }

    [Fact]
    public async Task Patience_NothingGetsBetter_EndsEarly()
    {
        var options = new HealingOptions { Training = ToyRemap.Quick with { LearningRate = 1, Epochs = 4 }, TrainLayers = true, EmbeddingsFirst = 0 };
        int all = await StepsAsync(options), few = await StepsAsync(options with { Training = options.Training with { Patience = 1 } });
        Assert.True(few < all, $"{few} and {all} steps");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task Evaluations_Number_IsThatOfTheParts(int evaluations)
    {
        var phases = new HashSet<string>();
        var progress = new Immediate<WorkProgress>(at => phases.Add(at.Phase));
        using HealedModel healed = await RunAsync(new() { Training = ToyRemap.Quick with { MaxSteps = 10, Evaluations = evaluations } }, progress);
        Assert.Equal(Enumerable.Range(1, evaluations).Select(part => $"healing embeddings, part {part} of {evaluations}"), phases.Where(phase => phase.StartsWith("healing", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(HealingNames))]
    public async Task HealingOptions_EachProperty_ChangesWhatComesOut(string name)
    {
        Assert.True(Healing.TryGetValue(name, out Func<HealingOptions, HealingOptions>? change), $"{name} has no other value in this table");
        var plain = new HealingOptions { Training = ToyRemap.Quick with { Epochs = 3 }, TrainLayers = name == nameof(HealingOptions.EmbeddingsFirst) };
        Assert.NotEqual(await HealAsync(plain), await HealAsync(change(plain)));
        if (name is not (nameof(HealingOptions.Training) or nameof(HealingOptions.Dev)))
            Assert.NotEqual(plain.Describe(), change(plain).Describe());
    }

    private static IEnumerable<string> Names<T>() => typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).Select(property => property.Name);

    private async Task<string> HealAsync(HealingOptions options)
    {
        using HealedModel healed = await RunAsync(options);
        IReadOnlyList<TextEmbedding> vectors = await healed.Embedder.EmbedAsync(["the goat and the field", "nurse pill"]);
        return $"{string.Join(' ', vectors.Select(vector => vector.Vector[0]))} {string.Join(' ', healed.Report.Languages)}";
    }

    private async Task<int> StepsAsync(HealingOptions options)
    {
        using HealedModel healed = await RunAsync(options);
        return healed.Report.Run.Steps;
    }

    private Task<HealedModel> RunAsync(HealingOptions options, IProgress<WorkProgress>? progress = null)
    {
        (ModelFolder student, ModelFolder teacher) = Directory.Exists(_folder.File("student"))
            ? (ModelFolder.Open(_folder.File("student")), ModelFolder.Open(_folder.File("teacher")))
            : ToyRemap.Write(_folder);
        return VectorHealing.RunAsync(student, teacher, [ToyRemap.Text("yor"), ToyRemap.Text("eng", 40)], options, progress);
    }
}
