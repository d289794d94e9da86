using System.Reflection;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

/// <summary>Adapters under fine-tuning: what moves, what stays, and that each option has an effect.</summary>
public sealed class LoraTrainingTests : IClassFixture<OneThread>
{
    private static readonly FineTuningOptions Quick = new() { LearningRate = 1e-3, Epochs = 3, BatchTokens = 64, Patience = 0 };

    private static readonly Dictionary<string, Func<LoraOptions, LoraOptions>> Other = new()
    {
        [nameof(LoraOptions.Rank)] = options => options with { Rank = 3 },
        [nameof(LoraOptions.Alpha)] = options => options with { Alpha = 5 },
        [nameof(LoraOptions.Dropout)] = options => options with { Dropout = 0.3 },
        [nameof(LoraOptions.Targets)] = options => options with { Targets = LoraTargets.Value },
        [nameof(LoraOptions.RateFactor)] = options => options with { RateFactor = 2 },
    };

    public static TheoryData<string> Names =>
        [.. typeof(LoraOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite && property.Name != nameof(LoraOptions.Merge)).Select(property => property.Name)];

    [Fact]
    public void Run_Adapters_MoveAndEveryWeightOfTheEncoderStays()
    {
        using ClassifierModel model = Models.Create();
        Dictionary<string, float[]> before = Models.Weights(model);
        float[] head = TensorMemory.ToArray(model.Head.Weight);
        model.Encoder.AddAdapters(new LoraOptions(), 1);
        Run(model, Quick);
        Assert.All(Models.Weights(model), weight => Assert.Equal(before[weight.Key], weight.Value));
        Assert.All(model.Encoder.Adapted, projection => Assert.Contains(TensorMemory.ToArray(projection.Layer.Adapter!.Up), value => value != 0));
        Assert.NotEqual(head, TensorMemory.ToArray(model.Head.Weight));
    }

    [Fact]
    public void Run_UpperLayersAlone_LeavesTheAdaptersBelowAtZero()
    {
        using ClassifierModel model = Models.Create();
        model.Encoder.AddAdapters(new LoraOptions(), 1);
        Run(model, Quick with { TopLayers = 1 });
        Assert.All(model.Encoder.Adapted, projection => Assert.Equal(
            projection.Name.StartsWith("layers.1.", StringComparison.Ordinal), TensorMemory.ToArray(projection.Layer.Adapter!.Up).Any(value => value != 0)));
    }

    [Fact]
    public void Run_SeparableRows_LearnsThem()
    {
        using ClassifierModel model = Models.Create();
        model.Encoder.AddAdapters(new LoraOptions(), 1);
        var losses = new List<double>();
        Run(model, Quick with { Epochs = 10 }, new Immediate<WorkProgress>(at => losses.Add(double.Parse(at.Detail!.Split(' ', ',')[1], System.Globalization.CultureInfo.InvariantCulture))));
        Assert.True(losses[^10..].Average() < 0.6 * losses[..10].Average(), $"from {losses[..10].Average()} to {losses[^10..].Average()}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void LoraOptions_EachProperty_ChangesWhatIsLearnt(string name)
    {
        Assert.True(Other.TryGetValue(name, out Func<LoraOptions, LoraOptions>? change), $"{name} has no other value in this table");
        Assert.Equal(Learnt(new LoraOptions()), Learnt(new LoraOptions()));
        Assert.NotEqual(Learnt(new LoraOptions()), Learnt(change(new LoraOptions())));
        Assert.NotEqual(new LoraOptions().Describe(), change(new LoraOptions()).Describe());
    }

    private static float[] Learnt(LoraOptions options)
    {
        using ClassifierModel model = Models.Create();
        model.Encoder.AddAdapters(options, 1);
        Run(model, Quick with { MaxSteps = 4 });
        return TensorMemory.ToArray(model.Head.Weight);
    }

    private static void Run(ClassifierModel model, FineTuningOptions options, IProgress<WorkProgress>? progress = null) =>
        new FineTuner(model, ToyEncoder.IsSpecial, 1).Run("toy", [Models.Rows(60)], 1, options, 0, progress, default);
}
