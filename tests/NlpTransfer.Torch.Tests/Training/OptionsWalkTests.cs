using System.Reflection;
using NlpTransfer.Corpora;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

/// <summary>No option is accepted and ignored: each property has another value here, and it has to change what can be observed.</summary>
public sealed class OptionsWalkTests : IClassFixture<OneThread>, IDisposable
{
    private static readonly Dictionary<string, Func<FineTuningOptions, FineTuningOptions>> FineTuning = new()
    {
        [nameof(FineTuningOptions.LearningRate)] = options => options with { LearningRate = 1e-3 },
        [nameof(FineTuningOptions.HeadRateFactor)] = options => options with { HeadRateFactor = 1 },
        [nameof(FineTuningOptions.Epochs)] = options => options with { Epochs = 2 },
        [nameof(FineTuningOptions.MaxSteps)] = options => options with { MaxSteps = 2 },
        [nameof(FineTuningOptions.BatchTokens)] = options => options with { BatchTokens = 64 },
        [nameof(FineTuningOptions.WarmupFraction)] = options => options with { WarmupFraction = 0.6 },
        [nameof(FineTuningOptions.WeightDecay)] = options => options with { WeightDecay = 0.5 },
        [nameof(FineTuningOptions.ClipNorm)] = options => options with { ClipNorm = 0.01 },
        [nameof(FineTuningOptions.TokenRemoval)] = options => options with { TokenRemoval = 0.5 },
        [nameof(FineTuningOptions.Dropout)] = options => options with { Dropout = 0.2 },
        [nameof(FineTuningOptions.LabelSmoothing)] = options => options with { LabelSmoothing = 0.3 },
        [nameof(FineTuningOptions.FreezeEmbeddings)] = options => options with { FreezeEmbeddings = false },
        [nameof(FineTuningOptions.TopLayers)] = options => options with { TopLayers = 1 },
        [nameof(FineTuningOptions.StartPull)] = options => options with { StartPull = 100 },
        [nameof(FineTuningOptions.FrozenLayers)] = options => options with { FrozenLayers = 1 },
        [nameof(FineTuningOptions.Patience)] = options => options with { Patience = 1 },
    };

    private static readonly Dictionary<string, Func<ClassifierTrainingOptions, ClassifierTrainingOptions>> Classifier = new()
    {
        [nameof(ClassifierTrainingOptions.Strategy)] = options => options with { Strategy = ClassifierStrategy.Full },
        [nameof(ClassifierTrainingOptions.TransferFrom)] = options => options with { TransferFrom = [ToyCorpus.Corpus("eng")] },
        [nameof(ClassifierTrainingOptions.Unlabeled)] = options => options with { Unlabeled = [TextCorpus.FromRows([new CorpusRow("big big field"), new CorpusRow("today")], "yor")] },
        [nameof(ClassifierTrainingOptions.Seed)] = options => options with { Seed = 2 },
        [nameof(ClassifierTrainingOptions.Select)] = options => options with { Select = true },
        [nameof(ClassifierTrainingOptions.FirstStage)] = options => options with { FirstStage = TrainingCases.Quick with { Epochs = 1 } },
        [nameof(ClassifierTrainingOptions.SecondStage)] = options => options with { SecondStage = TrainingCases.Quick with { Epochs = 1 } },
        [nameof(ClassifierTrainingOptions.Lora)] = options => options with { Lora = new() { Rank = 2 } },
        [nameof(ClassifierTrainingOptions.SourceTemperature)] = options => options with { SourceTemperature = 5 },
        [nameof(ClassifierTrainingOptions.MixTarget)] = options => options with { MixTarget = true },
        [nameof(ClassifierTrainingOptions.HoldoutFraction)] = options => options with { HoldoutFraction = 0.4 },
        [nameof(ClassifierTrainingOptions.Precision)] = options => options with { Precision = LinearPrecision.BFloat16 },
        [nameof(ClassifierTrainingOptions.MaxLength)] = options => options with { MaxLength = 5 },
    };

    private static readonly Dictionary<string, Func<CrossValidationPlan, CrossValidationPlan>> Plan = new()
    {
        [nameof(CrossValidationPlan.Systems)] = plan => plan with { Systems = [CrossValidatedSystem.Parse("kernel")] },
        [nameof(CrossValidationPlan.Folds)] = plan => plan with { Folds = 3 },
        [nameof(CrossValidationPlan.RowsPerLabel)] = plan => plan with { RowsPerLabel = 3 },
        [nameof(CrossValidationPlan.Training)] = plan => plan with { Training = plan.Training with { Seed = 5 } },
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> FineTuningNames => Names<FineTuningOptions>();

    public static TheoryData<string> ClassifierNames => Names<ClassifierTrainingOptions>();

    public static TheoryData<string> PlanNames => Names<CrossValidationPlan>();

    [Theory]
    [MemberData(nameof(FineTuningNames))]
    public void FineTuningOptions_EachProperty_ChangesTheWeights(string name)
    {
        Assert.True(FineTuning.TryGetValue(name, out Func<FineTuningOptions, FineTuningOptions>? change), $"{name} has no other value in this table");
        FineTuningOptions plain = TrainingCases.Quick with { Epochs = 4, Patience = 0, MaxSteps = null };
        (float[] Weights, int Steps) before = Tune(plain), after = Tune(change(plain));
        Assert.True(before.Steps != after.Steps || !before.Weights.SequenceEqual(after.Weights), $"{name} changes nothing");
        Assert.NotEqual(plain.Describe(), change(plain).Describe());
    }

    [Theory]
    [MemberData(nameof(ClassifierNames))]
    public async Task ClassifierTrainingOptions_EachProperty_ChangesPredictions(string name)
    {
        if (name == nameof(ClassifierTrainingOptions.BatchTokens))
        {
            await Embeds_InSmallerBatches_ReportsMoreOften();
            return;
        }

        if (name == nameof(ClassifierTrainingOptions.Memory))
        {
            using TrainedClassifier trained = await TrainingCases.TrainAsync(ToyEncoder.Write(_folder.File("kept")), TrainingCases.Options("full") with { SecondStage = TrainingCases.Quick with { BatchTokens = 2048 }, Memory = MemoryBudget.Of(StepMemory.Runtime + 1_600_000) });
            Assert.True(trained.Run.Memory!.Parts > 1, $"{trained.Run.Memory}");
            return;
        }

        if (name == nameof(ClassifierTrainingOptions.Checkpoints))
        {
            await Trains_WithCheckpoints_WritesThem();
            return;
        }

        Assert.True(Classifier.TryGetValue(name, out Func<ClassifierTrainingOptions, ClassifierTrainingOptions>? change), $"{name} has no other value in this table");
        using var every = new EveryPrecision();
        bool plainTextMatters = name == nameof(ClassifierTrainingOptions.Unlabeled);
        ClassifierTrainingOptions plain = TrainingCases.Options(name is nameof(ClassifierTrainingOptions.Select) || plainTextMatters ? "kernel" : name is nameof(ClassifierTrainingOptions.Lora) ? "lora" : "combined+full") with
        {
            Unlabeled = plainTextMatters ? [TextCorpus.FromRows(ToyCorpus.Rows("yor", 9), "yor")] : [],
        };
        LabeledCorpus? target = plainTextMatters ? null : ToyCorpus.Corpus("yor");
        Assert.NotEqual(await Predict(plain, target), await Predict(change(plain), target));
    }

    [Theory]
    [MemberData(nameof(PlanNames))]
    public async Task CrossValidationPlan_EachProperty_ChangesWhatIsPredicted(string name)
    {
        Assert.True(Plan.TryGetValue(name, out Func<CrossValidationPlan, CrossValidationPlan>? change), $"{name} has no other value in this table");
        var plain = new CrossValidationPlan { Folds = 2, Systems = [CrossValidatedSystem.Parse("letters")], Training = new() { Select = false } };
        Assert.NotEqual(await CrossValidate(plain), await CrossValidate(change(plain)));
    }

    private static TheoryData<string> Names<T>() => [.. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).Select(property => property.Name)];

    private static (float[] Weights, int Steps) Tune(FineTuningOptions options)
    {
        using ClassifierModel model = Models.Create();
        // A held-out part that can't be learnt (its labels are shifted) makes patience matter.
        FineTuningRows rows = Models.Rows(170);
        HashSet<int> heldOut = [.. Holdout.Split(rows, 0.1, 1).HeldOut];
        rows = rows with { Labels = [.. rows.Labels.Select((label, row) => heldOut.Contains(row) ? (label + 1) % 3 : label)] };
        TrainingRun run = new FineTuner(model, ToyEncoder.IsSpecial, 1).Run("walk", [rows], 1, options, 0.1, null, default);
        return (TensorMemory.ToArray(model.Head.Weight), run.Steps);
    }

    private async Task<double[]> Predict(ClassifierTrainingOptions options, LabeledCorpus? target, IProgress<WorkProgress>? progress = null)
    {
        using TrainedClassifier trained = await ClassifierTraining.RunAsync(Model(), target, options, progress);
        return [.. (await trained.ClassifyAsync(ToyCorpus.Texts(ToyCorpus.Rows("yor", 12, seed: 2)))).SelectMany(result => result.LogProbabilities)];
    }

    /// <summary>The one option that results do not depend on.</summary>
    private async Task Embeds_InSmallerBatches_ReportsMoreOften()
    {
        Immediate<WorkProgress> large = new(), small = new();
        ClassifierTrainingOptions options = TrainingCases.Options("frozen");
        double[] before = await Predict(options, ToyCorpus.Corpus("yor"), large), after = await Predict(options with { BatchTokens = 32 }, ToyCorpus.Corpus("yor"), small);
        Assert.True(small.Count > large.Count, $"{small.Count} reports, {large.Count} of larger batches");
        Assert.All(before.Zip(after), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    private async Task Trains_WithCheckpoints_WritesThem()
    {
        using CheckpointFolder checkpoints = CheckpointFolder.Open(_folder.File("out.checkpoints"));
        ClassifierTrainingOptions plain = TrainingCases.Options("full");
        Assert.Equal(await Predict(plain, ToyCorpus.Corpus("yor")), await Predict(plain with { Checkpoints = checkpoints }, ToyCorpus.Corpus("yor")));
        Assert.False(checkpoints.IsEmpty);
    }

    private async Task<string> CrossValidate(CrossValidationPlan plan)
    {
        var lines = new List<string>();
        await foreach (FoldPredictions fold in ClassifierCrossValidation.RunAsync(Model(), [new("yor", ToyCorpus.Rows("yor", 30))], [], plan))
            lines.Add($"{fold.System.Name} {fold.Fold} {fold.TrainingRows} {string.Join(',', fold.Rows)} {string.Join(',', fold.Results.Select(result => result.LogProbabilities[0]))}");
        return string.Join('\n', lines);
    }

    private ModelFolder Model() => Directory.Exists(_folder.File("model")) ? ModelFolder.Open(_folder.File("model")) : ToyEncoder.Write(_folder.File("model"));
}
