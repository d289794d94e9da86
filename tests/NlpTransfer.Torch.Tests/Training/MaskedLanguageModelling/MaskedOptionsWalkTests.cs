using System.Reflection;
using NlpTransfer.Corpora;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

/// <summary>No option of masked language modelling is accepted and ignored: each property has another value here, and it has to change what can be observed.</summary>
public sealed class MaskedOptionsWalkTests : IClassFixture<OneThread>, IDisposable
{
    private static readonly PairCorpus Pairs = PairCorpus.FromPairs([.. Enumerable.Range(0, 30).Select(i => new TextPair($"goat {(char)('a' + (i % 26))}", "field", "eng", "yor"))]);

    private static readonly Dictionary<string, Func<MaskedTrainingOptions, MaskedTrainingOptions>> Training = new()
    {
        [nameof(MaskedTrainingOptions.Seed)] = options => options with { Seed = 2 },
        [nameof(MaskedTrainingOptions.LearningRate)] = options => options with { LearningRate = 1e-3 },
        [nameof(MaskedTrainingOptions.Decay)] = options => options with { Decay = LearningRateDecay.Cosine },
        [nameof(MaskedTrainingOptions.WarmupFraction)] = options => options with { WarmupFraction = 0.6 },
        [nameof(MaskedTrainingOptions.WeightDecay)] = options => options with { WeightDecay = 0.5 },
        [nameof(MaskedTrainingOptions.ClipNorm)] = options => options with { ClipNorm = 1e-3 },
        [nameof(MaskedTrainingOptions.Epochs)] = options => options with { Epochs = 1 },
        [nameof(MaskedTrainingOptions.MaxSteps)] = options => options with { MaxSteps = 3 },
        [nameof(MaskedTrainingOptions.BatchTokens)] = options => options with { BatchTokens = 128 },
        [nameof(MaskedTrainingOptions.Accumulation)] = options => options with { Accumulation = 3 },
        [nameof(MaskedTrainingOptions.Dropout)] = options => options with { Dropout = 0.2 },
        [nameof(MaskedTrainingOptions.AverageDecay)] = options => options with { AverageDecay = 0.5 },
        [nameof(MaskedTrainingOptions.LanguageTemperature)] = options => options with { LanguageTemperature = 100 },
        [nameof(MaskedTrainingOptions.Evaluations)] = options => options with { Evaluations = 5 },
        [nameof(MaskedTrainingOptions.Patience)] = options => options with { Patience = 1, LearningRate = 1, WarmupFraction = 0 },
        [nameof(MaskedTrainingOptions.MaxLength)] = options => options with { MaxLength = 12 },
        [nameof(MaskedTrainingOptions.Masking)] = options => options with { Masking = new() { Share = 0.5 } },
        [nameof(MaskedTrainingOptions.Precision)] = options => options with { Precision = LinearPrecision.BFloat16 },
        [nameof(MaskedTrainingOptions.LogEvery)] = options => options with { LogEvery = 2 },
    };

    private static readonly Dictionary<string, Func<MaskingOptions, MaskingOptions>> Masking = new()
    {
        [nameof(MaskingOptions.Share)] = options => options with { Share = 0.4 },
        [nameof(MaskingOptions.MaskShare)] = options => options with { MaskShare = 0.4 },
        [nameof(MaskingOptions.RandomShare)] = options => options with { RandomShare = 0.2 },
        [nameof(MaskingOptions.WholeWords)] = options => options with { WholeWords = true },
    };

    private static readonly Dictionary<string, Func<MaskedTextOptions, MaskedTextOptions>> Texts = new()
    {
        [nameof(MaskedTextOptions.TextsPerLanguage)] = options => options with { TextsPerLanguage = 30 },
        [nameof(MaskedTextOptions.HeldOutTexts)] = options => options with { HeldOutTexts = 4 },
        [nameof(MaskedTextOptions.PseudoPerplexityTexts)] = options => options with { PseudoPerplexityTexts = 0 },
        [nameof(MaskedTextOptions.Dev)] = options => options with { Dev = [ToyRemap.Text("yor", 20, seed: 6)] },
        [nameof(MaskedTextOptions.Pairs)] = options => options with { Pairs = [Pairs] },
        [nameof(MaskedTextOptions.PairShare)] = options => options with { Pairs = [Pairs], PairShare = 0.7 },
    };

    private static readonly Dictionary<string, Func<MaskedAdaptationOptions, MaskedAdaptationOptions>> Adapting = new()
    {
        [nameof(MaskedAdaptationOptions.Training)] = options => options with { Training = options.Training with { MaxSteps = 3 } },
        [nameof(MaskedAdaptationOptions.Texts)] = options => options with { Texts = options.Texts with { HeldOutTexts = 4 } },
        [nameof(MaskedAdaptationOptions.EmbeddingsFirst)] = options => options with { EmbeddingsFirst = 0.8 },
        [nameof(MaskedAdaptationOptions.Source)] = options => options with { Source = [ToyRemap.Text("hau", 40)] },
        [nameof(MaskedAdaptationOptions.SourceShare)] = options => options with { Source = [ToyRemap.Text("hau", 40)], SourceShare = 0.6 },
    };

    private static readonly Dictionary<string, Func<NewEncoderOptions, NewEncoderOptions>> Encoder = new()
    {
        [nameof(NewEncoderOptions.Family)] = options => options with { Family = "bert" },
        [nameof(NewEncoderOptions.Layers)] = options => options with { Layers = 1 },
        [nameof(NewEncoderOptions.HiddenSize)] = options => options with { HiddenSize = 16 },
        [nameof(NewEncoderOptions.Heads)] = options => options with { Heads = 4 },
        [nameof(NewEncoderOptions.IntermediateSize)] = options => options with { IntermediateSize = 20 },
        [nameof(NewEncoderOptions.MaxTokens)] = options => options with { MaxTokens = 12 },
    };

    private readonly TemporaryFolder _folder = new();

    // Memory changes no more than last digits; CutBatchTests has it.
    public static TheoryData<string> TrainingNames => [.. Names<MaskedTrainingOptions>().Where(name => name is not (nameof(MaskedTrainingOptions.LogFile) or nameof(MaskedTrainingOptions.Checkpoints) or nameof(MaskedTrainingOptions.Snapshots) or nameof(MaskedTrainingOptions.Memory)))];

    public static TheoryData<string> MaskingNames => [.. Names<MaskingOptions>()];

    public static TheoryData<string> TextNames => [.. Names<MaskedTextOptions>()];

    public static TheoryData<string> AdaptingNames => [.. Names<MaskedAdaptationOptions>()];

    public static TheoryData<string> EncoderNames => [.. Names<NewEncoderOptions>()];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(TrainingNames))]
    public async Task MaskedTrainingOptions_EachProperty_ChangesWhatComesOut(string name)
    {
        using var every = new EveryPrecision();
        MaskedTrainingOptions plain = Plain.Training, changed = Training[name](plain);
        Assert.NotEqual(await AdaptAsync(Plain), await AdaptAsync(Plain with { Training = changed }));
        Assert.NotEqual(plain.Seed + plain.Describe() + plain.Masking.Describe(), changed.Seed + changed.Describe() + changed.Masking.Describe());
    }

    [Theory]
    [MemberData(nameof(MaskingNames))]
    public async Task MaskingOptions_EachProperty_ChangesWhatComesOut(string name)
    {
        MaskingOptions plain = new(), changed = Masking[name](plain);
        Assert.NotEqual(await AdaptAsync(Plain), await AdaptAsync(Plain with { Training = Plain.Training with { Masking = changed } }));
        Assert.NotEqual(plain.Describe(), changed.Describe());
    }

    [Theory]
    [MemberData(nameof(TextNames))]
    public async Task MaskedTextOptions_EachProperty_ChangesWhatComesOut(string name)
    {
        MaskedTextOptions plain = Plain.Texts with { Pairs = name == nameof(MaskedTextOptions.PairShare) ? [Pairs] : [] }, changed = Texts[name](plain);
        Assert.NotEqual(await AdaptAsync(Plain with { Texts = plain }), await AdaptAsync(Plain with { Texts = changed }));
        if (name is not (nameof(MaskedTextOptions.Dev) or nameof(MaskedTextOptions.Pairs)))
            Assert.NotEqual(plain.Describe(), changed.Describe());
    }

    [Theory]
    [MemberData(nameof(AdaptingNames))]
    public async Task MaskedAdaptationOptions_EachProperty_ChangesWhatComesOut(string name)
    {
        MaskedAdaptationOptions plain = Plain with { Source = name == nameof(MaskedAdaptationOptions.SourceShare) ? [ToyRemap.Text("hau", 40)] : [] };
        Assert.NotEqual(await AdaptAsync(plain), await AdaptAsync(Adapting[name](plain)));
    }

    [Theory]
    [MemberData(nameof(EncoderNames))]
    public async Task NewEncoderOptions_EachProperty_ChangesWhatComesOut(string name)
    {
        NewEncoderOptions changed = Encoder[name](ToyMasked.Encoder);
        Assert.NotEqual(ToyMasked.Encoder.Describe(), changed.Describe());
        Assert.NotEqual(await PretrainAsync(ToyMasked.Encoder), await PretrainAsync(changed));
    }

    [Fact]
    public async Task LogFile_Training_GrowsIt()
    {
        string file = _folder.File("log.jsonl");
        await AdaptAsync(Plain with { Training = Plain.Training with { LogFile = file } });
        Assert.NotEmpty(File.ReadAllText(file));
    }

    [Fact]
    public async Task Checkpoints_Training_AreWritten()
    {
        using CheckpointFolder checkpoints = CheckpointFolder.Open(_folder.File("out.checkpoints"));
        await AdaptAsync(Plain with { Training = Plain.Training with { Checkpoints = checkpoints } });
        Assert.False(checkpoints.IsEmpty);
    }

    [Fact]
    public async Task Snapshots_Training_AreWritten()
    {
        using SnapshotFolder snapshots = SnapshotFolder.Open(_folder.File("out.snapshots"), new() { Count = 2 });
        await AdaptAsync(Plain with { Training = Plain.Training with { MaxSteps = 6, Snapshots = snapshots } });
        Assert.Equal([2, 4], snapshots.Steps);
    }

    [Fact]
    public void Validate_Nonsense_NamesAllFaults()
    {
        var options = new PretrainingOptions
        {
            Encoder = new() { MaxTokens = 256 },
            Training = new() { LearningRate = 0, Decay = (LearningRateDecay)7, Accumulation = 0, AverageDecay = 1, MaxLength = 7, Masking = new() { Share = 0, MaskShare = 0.8, RandomShare = 0.3 } },
            Texts = new() { TextsPerLanguage = 9, HeldOutTexts = -1, PairShare = 0 },
        };
        UsageException failure = Assert.Throws<UsageException>(options.Validate);
        string[] parts =
        [
            "options for pretraining: ", "LearningRate must be above 0, at most 1, not 0", "Decay must be Linear, Cosine or InverseSquareRoot, not 7", "Accumulation must be from 1 to 256, not 0",
            "AverageDecay must be from 0 to below 1, not 1", "MaxLength must be from 8 to 65536, not 7", "Share must be from 0.01 to 0.9, not 0", "MaskShare and RandomShare together must be at most 1, not 1.1",
            "TextsPerLanguage must be at least 10, not 9", "HeldOutTexts must be from 0 to 10000, not -1", "PairShare must be from 0.01 to 0.9, not 0",
            "Encoder.MaxTokens must be at most Training.MaxLength = 7, beyond which no place is trained, not 256",
        ];
        Assert.All(parts, part => Assert.Contains(part, failure.Message, StringComparison.Ordinal));
        UsageException adapting = Assert.Throws<UsageException>(new MaskedAdaptationOptions { EmbeddingsFirst = 1, SourceShare = 0 }.Validate);
        Assert.Equal("options for adapting: EmbeddingsFirst must be from 0 to below 1, not 1; SourceShare must be from 0.01 to 0.9, not 0", adapting.Message);
    }

    private static MaskedAdaptationOptions Plain { get; } = new()
    {
        Training = ToyMasked.Quick with { MaxSteps = 30, Epochs = 2, Evaluations = 1, BatchTokens = 256 },
        Texts = new() { PseudoPerplexityTexts = 2 },
    };

    private static IEnumerable<string> Names<T>() => typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).Select(property => property.Name);

    private async Task<string> AdaptAsync(MaskedAdaptationOptions options)
    {
        ModelFolder model = Directory.Exists(_folder.File("encoder")) ? ModelFolder.Open(_folder.File("encoder")) : ToyMasked.WriteEncoder(_folder);
        using TrainedMaskedModel adapted = await MaskedAdaptation.RunAsync(model, [ToyRemap.Text("yor"), ToyRemap.Text("eng", 60)], options);
        return $"{string.Join(' ', adapted.Report.Languages)} {adapted.Report.Run.Steps} {TrainingLog.ToLines(adapted.Report.History)}";
    }

    private async Task<string> PretrainAsync(NewEncoderOptions encoder)
    {
        PretrainingOptions options = ToyMasked.Options with { Encoder = encoder, Training = ToyMasked.Quick with { MaxSteps = 2, LogEvery = 1 } };
        using TrainedMaskedModel model = await ToyMasked.PretrainAsync(_folder, options);
        return TrainingLog.ToLines(model.Report.History);
    }
}
