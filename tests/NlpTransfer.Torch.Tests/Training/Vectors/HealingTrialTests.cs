using NlpTransfer.Corpora;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class HealingTrialTests : IClassFixture<OneThread>, IDisposable
{
    private static readonly LanguageRows[] Labeled = [new("yor", ToyCorpus.Rows("yor", 30, seed: 8))];

    private static readonly HealingTrialOptions Plain = new() { HeldOut = ToyRemap.Text("yor", 20, seed: 9), Labeled = Labeled, Folds = 3 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static HealingTrialOptions With(VectorTrainingOptions training) => Plain with { HealingTexts = [ToyRemap.Text("yor")], Healing = new() { Training = training } };

    private static string[] Labels(IEnumerable<FoldPredictions> folds) => [.. folds.SelectMany(fold => fold.Results.Select(result => fold.Labels[result.Best]))];

    [Fact]
    public async Task RunAsync_Healing_ComesNearerOnTextsThatNothingRead()
    {
        (ModelFolder student, ModelFolder teacher) = ToyRemap.Write(_folder);
        using HealingTrial trial = await HealingTrial.OpenAsync(teacher, With(ToyRemap.Quick));
        HealingTrialResult result = await trial.RunAsync(student);
        Assert.Equal(20, result.Before.Cosine.N);
        Assert.True(result.After!.Centred.Value > result.Before.Centred.Value + 0.1, $"{result.Before} {result.After}");
        Assert.True(result.After.Cosine.Value > result.Before.Cosine.Value);
        Assert.True(result.Healing!.Run.Steps > 0);
        Assert.All(new[] { result.LabeledBefore, result.LabeledAfter }, folds => Assert.Equal(Enumerable.Range(0, 30), folds.SelectMany(fold => fold.Rows).Order()));
        // The healed weights are measured, not those that were read.
        Assert.NotEqual(Scores(result.LabeledBefore), Scores(result.LabeledAfter));
    }

    [Fact]
    public async Task RunAsync_NoHealing_MeasuresOnceAndGivesWhatTheHealedOneBeganWith()
    {
        (ModelFolder student, ModelFolder teacher) = ToyRemap.Write(_folder);
        using HealingTrial plain = await HealingTrial.OpenAsync(teacher, Plain), healing = await HealingTrial.OpenAsync(teacher, With(ToyRemap.Quick with { MaxSteps = 1 }));
        HealingTrialResult one = await plain.RunAsync(student), other = await healing.RunAsync(student);
        Assert.True(one is { After: null, Healing: null, LabeledAfter.Count: 0 });
        Assert.Equal(other.Before, one.Before);
        Assert.Equal(Scores(other.LabeledBefore), Scores(one.LabeledBefore));
    }

    [Fact]
    public async Task RunAsync_OldModelItself_HasItsVectorsAndItsScores()
    {
        (_, ModelFolder teacher) = ToyRemap.Write(_folder);
        using HealingTrial trial = await HealingTrial.OpenAsync(teacher, Plain);
        HealingTrialResult same = await trial.RunAsync(teacher);
        Assert.Equal(1, same.Before.Cosine.Value, 1e-6);
        IReadOnlyList<FoldPredictions> baselines = await trial.RunBaselinesAsync();
        Assert.Equal(["letters", "frozen"], baselines.Select(fold => fold.System.Strategy.Name).Distinct());
        Assert.Equal(Labels(same.LabeledBefore), Labels(baselines.Where(fold => fold.System.Strategy == ClassifierStrategy.Frozen)));
    }

    [Fact]
    public async Task RunAsync_Minutes_AllTakeAsManyStepsAsTheFirst()
    {
        (ModelFolder student, ModelFolder teacher) = ToyRemap.Write(_folder);
        ModelFolder other = ToyRemap.Damage(teacher, _folder.File("other"), [.. ToyRemap.Damaged.Take(5)]);
        using HealingTrial trial = await HealingTrial.OpenAsync(teacher, With(ToyRemap.Quick with { Epochs = 1000, Minutes = 0.02 }));
        int first = (await trial.RunAsync(student)).Healing!.Run.Steps;
        Assert.Equal(first, (await trial.RunAsync(other)).Healing!.Run.Steps);
    }

    [Fact]
    public async Task RunAsync_SeedAndFolds_ChangeTheLabelledFolds()
    {
        (ModelFolder student, ModelFolder teacher) = ToyRemap.Write(_folder);
        async Task<string> Folds(HealingTrialOptions options)
        {
            using HealingTrial trial = await HealingTrial.OpenAsync(teacher, options);
            return string.Join(';', (await trial.RunAsync(student)).LabeledBefore.Select(fold => string.Join(',', fold.Rows)));
        }

        string[] results = [await Folds(Plain), await Folds(Plain with { Seed = 2 }), await Folds(Plain with { Folds = 2 }), await Folds(Plain with { Labeled = [] })];
        Assert.Equal(4, results.Distinct().Count());
        Assert.Equal("", results[3]);
    }

    [Fact]
    public async Task OpenAsync_Faults_AreRefused()
    {
        (ModelFolder student, ModelFolder teacher) = ToyRemap.Write(_folder);
        UsageException exception = await Assert.ThrowsAsync<UsageException>(() => HealingTrial.OpenAsync(teacher, Plain with { Folds = 1, Healing = new() }));
        Assert.Contains("Folds must be from 2 to 100, not 1", exception.Message, StringComparison.Ordinal);
        Assert.Contains("HealingTexts must hold a text to heal on", exception.Message, StringComparison.Ordinal);
        using HealingTrial trial = await HealingTrial.OpenAsync(teacher, Plain with { HeldOut = ToyRemap.Text("yor", 1) });
        BadDataException poor = await Assert.ThrowsAsync<BadDataException>(() => trial.RunAsync(student));
        Assert.Contains("at least 2 held-out texts", poor.Message, StringComparison.Ordinal);
    }

    private static double[] Scores(IEnumerable<FoldPredictions> folds) => [.. folds.SelectMany(fold => fold.Results.SelectMany(result => result.LogProbabilities))];
}
