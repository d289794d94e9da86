using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class StrategyChoiceTests : IClassFixture<OneThread>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RunAsync_Auto_TakesTheLowestLogLossAndSaysWhy()
    {
        ModelFolder model = ToyEncoder.Write(_folder.File("model"));
        using TrainedClassifier trained = await TrainingCases.TrainAsync(model, TrainingCases.Options("auto"));
        StrategyChoice choice = trained.Choice!;
        Assert.Equal(["letters", "frozen", "kernel", "combined"], choice.Candidates.Select(candidate => candidate.Strategy.Name));
        StrategyCandidate best = choice.Candidates.MinBy(candidate => candidate.LogLoss)!;
        Assert.Equal(best.Strategy, choice.Chosen);
        Assert.Equal(choice.Chosen, trained.Strategy);
        Assert.StartsWith($"{best.Strategy.Name} has the lowest log loss on held-out training rows, ", choice.Reason, StringComparison.Ordinal);

        // It is the very classifier that the strategy makes by itself, and its figures are those of that one's own selection.
        using TrainedClassifier alone = await TrainingCases.TrainAsync(model, TrainingCases.Options(best.Strategy.Name));
        Assert.Equal(alone.Selection!.Chosen.LogLoss, best.LogLoss);
        string[] texts = ToyCorpus.Texts(ToyCorpus.Rows("yor", 20, seed: 2));
        TrainingCases.EqualPredictions(await alone.ClassifyAsync(texts), await trained.ClassifyAsync(texts), 0);

        await trained.SaveAsync(_folder.File("saved"));
        using TrainedClassifier opened = await TrainedClassifier.OpenAsync(_folder.File("saved"));
        Assert.Equal(best.Strategy.Name, opened.Strategy.Name);
        Assert.Equal("auto", opened.Provenance.Options["chosenBy"]);
        TrainingCases.EqualPredictions(await trained.ClassifyAsync(texts), await opened.ClassifyAsync(texts), 1e-6);
        Assert.Contains(choice.Reason, File.ReadAllText(Path.Combine(_folder.File("saved"), "README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_Figures_TakesTheLowestAndTheCheaperOfEquals()
    {
        static StrategyCandidate Candidate(ClassifierStrategy strategy, double loss) => new(strategy, strategy.Name, loss, 0.5);

        Assert.Equal(
            "kernel has the lowest log loss on held-out training rows, 0.5000 (accuracy 0.500); letters has 0.7000 (0.500), combined has 0.5000 (0.500).",
            StrategyChoice.Of([Candidate(ClassifierStrategy.Letters, 0.7), Candidate(ClassifierStrategy.Kernel, 0.5), Candidate(ClassifierStrategy.Combined, 0.5)]).Reason);
        StrategyChoice blind = StrategyChoice.Of([Candidate(ClassifierStrategy.Letters, double.NaN), Candidate(ClassifierStrategy.Combined, double.NaN)]);
        Assert.Equal(ClassifierStrategy.Combined, blind.Chosen);
        Assert.Contains("nothing can be held out", blind.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_AutoWithoutTargetRows_IsRefused()
    {
        ModelFolder model = ToyEncoder.Write(_folder.File("model"));
        ClassifierTrainingOptions options = TrainingCases.Options("auto") with { Unlabeled = [ToyRemap.Text("yor", 20)] };
        Assert.Equal(
            "the strategy auto compares strategies on labelled rows of the target language, and there are none; name a strategy, such as kernel",
            (await Assert.ThrowsAsync<UsageException>(() => ClassifierTraining.RunAsync(model, null, options))).Message);
    }
}
