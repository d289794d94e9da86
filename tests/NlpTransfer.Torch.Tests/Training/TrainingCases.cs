using NlpTransfer.Corpora;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

/// <summary>Trains whole classifiers on the toy corpus.</summary>
internal static class TrainingCases
{
    internal static readonly FineTuningOptions Quick = new() { LearningRate = 2e-3, Epochs = 3, BatchTokens = 128, MaxSteps = 30 };

    internal static ClassifierTrainingOptions Options(string strategy, bool withSources = true) => new()
    {
        Strategy = ClassifierStrategy.Parse(strategy),
        TransferFrom = withSources ? [ToyCorpus.Corpus("eng"), ToyCorpus.Corpus("fra", 24)] : [],
        FirstStage = Quick,
        SecondStage = Quick,
        // The rate is made for random weights, not for pretrained ones.
        Lora = new() { RateFactor = 2 },
        Select = false,
    };

    internal static Task<TrainedClassifier> TrainAsync(
        ModelFolder? model, ClassifierTrainingOptions options, LabeledCorpus? target = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default) =>
        ClassifierTraining.RunAsync(model, target ?? ToyCorpus.Corpus("yor"), options, progress, cancellation);

    /// <summary>Every file of a folder by its relative name.</summary>
    internal static SortedDictionary<string, byte[]> Files(string folder) => new(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllBytes),
        StringComparer.Ordinal);

    internal static void EqualPredictions(IReadOnlyList<TextClassification> expected, IReadOnlyList<TextClassification> actual, double tolerance)
    {
        Assert.Equal(expected.Count, actual.Count);
        foreach ((TextClassification one, TextClassification two) in expected.Zip(actual))
        {
            Assert.Equal(one.CutTokens, two.CutTokens);
            Assert.All(one.LogProbabilities.Zip(two.LogProbabilities), pair => Assert.Equal(pair.First, pair.Second, tolerance));
        }
    }
}
