using System.Reflection;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

/// <summary>No option is accepted and ignored: each property has another value here, and it has to change the weights.</summary>
public sealed class TranslationOptionsWalkTests : IClassFixture<OneThread>, IDisposable
{
    private static readonly TranslationTrainingOptions Plain = new() { LearningRate = 3e-3, BatchTokens = 256, Epochs = 2, MaxLength = 24, HeldOut = 0, Dropout = 0 };

    private static readonly Dictionary<string, Func<TranslationTrainingOptions, TranslationTrainingOptions>> Changes = new()
    {
        [nameof(TranslationTrainingOptions.Seed)] = options => options with { Seed = 2 },
        [nameof(TranslationTrainingOptions.LearningRate)] = options => options with { LearningRate = 1e-3 },
        [nameof(TranslationTrainingOptions.Epochs)] = options => options with { Epochs = 3 },
        [nameof(TranslationTrainingOptions.MaxSteps)] = options => options with { MaxSteps = 2 },
        [nameof(TranslationTrainingOptions.BatchTokens)] = options => options with { BatchTokens = 128 },
        [nameof(TranslationTrainingOptions.WarmupFraction)] = options => options with { WarmupFraction = 0.6 },
        [nameof(TranslationTrainingOptions.WeightDecay)] = options => options with { WeightDecay = 0.5 },
        [nameof(TranslationTrainingOptions.ClipNorm)] = options => options with { ClipNorm = 1e-3 },
        [nameof(TranslationTrainingOptions.LabelSmoothing)] = options => options with { LabelSmoothing = 0.3 },
        [nameof(TranslationTrainingOptions.Dropout)] = options => options with { Dropout = 0.3 },
        [nameof(TranslationTrainingOptions.LanguageTemperature)] = options => options with { LanguageTemperature = 1 },
        [nameof(TranslationTrainingOptions.FreezeEncoder)] = options => options with { FreezeEncoder = true },
        [nameof(TranslationTrainingOptions.FreezeEmbeddings)] = options => options with { FreezeEmbeddings = true },
        [nameof(TranslationTrainingOptions.MaxLength)] = options => options with { MaxLength = 14 },
        [nameof(TranslationTrainingOptions.HeldOut)] = options => options with { HeldOut = 4 },
        [nameof(TranslationTrainingOptions.Precision)] = options => options with { Precision = LinearPrecision.BFloat16 },
    };

    private static byte[]? s_plain;

    private readonly TemporaryFolder _folder = new();
    private int _models;

    public TranslationOptionsWalkTests() => ToyEncoder.Write(_folder.File("encoder"));

    /// <summary>Those that change no weight (checkpoints, the log, memory) have tests of their own, and patience is below.</summary>
    public static TheoryData<string> Names =>
    [
        .. typeof(TranslationTrainingOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).Select(property => property.Name).Except(
        [
            nameof(TranslationTrainingOptions.Checkpoints), nameof(TranslationTrainingOptions.LogEvery), nameof(TranslationTrainingOptions.LogFile), nameof(TranslationTrainingOptions.Memory), nameof(TranslationTrainingOptions.Patience),
        ]),
    ];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Options_EachProperty_ChangesTheWeights(string name)
    {
        Assert.True(Changes.TryGetValue(name, out Func<TranslationTrainingOptions, TranslationTrainingOptions>? change), $"{name} has no other value in this table");
        using var every = new EveryPrecision();
        Assert.NotEqual(s_plain ??= await WeightsAsync(Plain), await WeightsAsync(change(Plain)));
        Assert.NotEqual(Plain.Seed + Plain.Describe(), change(Plain).Seed + change(Plain).Describe());
    }

    [Fact]
    public async Task Patience_NothingGetsBetter_EndsEarly()
    {
        TranslationTrainingOptions options = Plain with { LearningRate = 1e-30, HeldOut = 4, Epochs = 3, Patience = 0 };
        int all = await StepsAsync(options), few = await StepsAsync(options with { Patience = 1 });
        Assert.True(few < all, $"{few} and {all} steps");
    }

    [Fact]
    public async Task Memory_Little_CutsBatchesAndMakesTheSameSteps()
    {
        TranslationTrainingOptions options = Plain with { LogEvery = 1, MaxSteps = 4, Dropout = 0 };
        using TrainedTranslator whole = await RunAsync(options with { Memory = MemoryBudget.Of(1L << 40) }), cut = await RunAsync(options with { Memory = MemoryBudget.Of(StepMemory.Runtime + 4_000_000) });
        Assert.Equal(1, whole.Report.Run.Memory!.Parts);
        Assert.True(cut.Report.Run.Memory!.Parts > 1, $"{cut.Report.Run.Memory}");
        double[] Losses(TrainedTranslator translator) => [.. translator.Report.History.Where(point => point.Loss is not null).Select(point => point.Loss!.Value)];
        Assert.All(Losses(whole).Zip(Losses(cut)), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
    }

    [Fact]
    public async Task LogEvery_Two_HalvesTheLines()
    {
        using TrainedTranslator one = await RunAsync(Plain with { LogEvery = 1, MaxSteps = 4 }), two = await RunAsync(Plain with { LogEvery = 2, MaxSteps = 4 });
        Assert.Equal((4, 2), (one.Report.History.Count, two.Report.History.Count));
    }

    private async Task<byte[]> WeightsAsync(TranslationTrainingOptions options)
    {
        using TrainedTranslator trained = await RunAsync(options);
        string goal = _folder.File($"model{_models++}");
        using AtomicFolder folder = AtomicFolder.Create(goal);
        await trained.SaveAsync(folder);
        return await File.ReadAllBytesAsync(Path.Combine(goal, "model.safetensors"));
    }

    private async Task<int> StepsAsync(TranslationTrainingOptions options)
    {
        using TrainedTranslator trained = await RunAsync(options);
        return trained.Report.Run.Steps;
    }

    private Task<TrainedTranslator> RunAsync(TranslationTrainingOptions options) =>
        TranslationTraining.RunAsync(_folder.File("encoder"), [ToyPairs.Corpus(count: 40), ToyPairs.Corpus("hau", 15)], options);
}
