using NlpTransfer.Corpora;
using NlpTransfer.LinearModels;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class CrossValidationFoldsTests
{
    private static readonly CrossValidatedSystem[] Systems =
        [.. new[] { "letters", "frozen", "combined-alone", "full", "kernel-zero-shot" }.Select(CrossValidatedSystem.Parse)];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Training_EveryFold_HoldsNoRowOfAHeldOutGroupInAnyLanguage(bool grouped)
    {
        LanguageRows[] corpora = [new("yor", ToyCorpus.Rows("yor", 50, grouped: grouped)), new("hau", ToyCorpus.Rows("hau", 40, grouped: grouped))];
        LanguageRows[] sources = [new("eng", ToyCorpus.Rows("eng", 60, grouped: grouped)), new("yor", ToyCorpus.Rows("yor", 30, grouped: grouped))];
        var plan = new CrossValidationPlan { Folds = 4 };
        var folds = CrossValidationFolds.Create(corpora, sources, plan);
        for (int fold = 0; fold < plan.Folds; fold++)
        {
            // What is held out: by group, or where rows have none by text.
            CorpusRow[] heldOut = [.. corpora.SelectMany((corpus, c) => folds.HeldOut(c, fold).Select(row => corpus.Rows[row]))];
            HashSet<string> groups = [.. heldOut.Select(row => row.Group).OfType<string>()], texts = [.. heldOut.Select(row => row.Text)];
            for (int corpus = 0; corpus < corpora.Length; corpus++)
            {
                foreach (CrossValidatedSystem system in Systems)
                {
                    ClassifierRows training = folds.Training(system, corpus, fold);
                    Assert.DoesNotContain(training.All.SelectMany(set => set.Groups!), groups.Contains);
                    Assert.DoesNotContain(training.All.SelectMany(set => set.Texts).Concat(training.Unlabeled), texts.Contains);
                    int own = corpora[corpus].Rows.Count - folds.HeldOut(corpus, fold).Length;
                    Assert.Equal(system.WithTarget ? own : 0, training.Target?.Texts.Count ?? 0);
                    Assert.Equal(system.WithTarget ? 0 : own, training.Unlabeled.Count);
                    Assert.Equal(system.WithSources, training.Sources.Any(set => set.Texts.Count > 0));
                }
            }
        }
    }

    [Fact]
    public void HeldOut_AllFolds_HoldEachRowOnce()
    {
        LanguageRows[] corpora = [new("yor", ToyCorpus.Rows("yor", 50)), new("hau", ToyCorpus.Rows("hau", 40))];
        var folds = CrossValidationFolds.Create(corpora, [], new CrossValidationPlan { Folds = 7 });
        for (int corpus = 0; corpus < 2; corpus++)
            Assert.Equal(Enumerable.Range(0, corpora[corpus].Rows.Count), Enumerable.Range(0, 7).SelectMany(fold => folds.HeldOut(corpus, fold)).Order());
        // The same sentences are held out in every language.
        Assert.Equal(
            folds.HeldOut(0, 3).Select(row => corpora[0].Rows[row].Group).Where(group => int.Parse(group![1..]) < 40).Order(),
            folds.HeldOut(1, 3).Select(row => corpora[1].Rows[row].Group).Order());
    }

    [Fact]
    public void Training_RowsOfTheTargetAmongTheSources_AreLeftOutForItAlone()
    {
        // Marked, for some toy sentences have shared words alone.
        LanguageRows Marked(string language) => new(language, [.. ToyCorpus.Rows(language, 30).Select(row => row with { Text = $"{row.Text} {language}" })]);
        LanguageRows yor = Marked("yor");
        var folds = CrossValidationFolds.Create([yor, Marked("hau")], [yor, Marked("eng")], new CrossValidationPlan { Folds = 3 });
        Assert.True(folds.AreRepeated(0));
        Assert.False(folds.AreRepeated(1));
        CrossValidatedSystem system = CrossValidatedSystem.Parse("kernel");
        // The source that is the target itself has nothing left, and no set without rows is handed on: training would refuse it.
        Assert.Equal(["eng"], folds.Training(system, 0, 1).Sources.Select(set => set.Language));
        Assert.Equal([20], folds.Training(system, 0, 1).Sources.Select(set => set.Texts.Count));
        Assert.Equal([20, 20], folds.Training(system, 1, 1).Sources.Select(set => set.Texts.Count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Training_RowsPerLabel_DrawsExactlyThatManyAndMoreContainFewer(int few)
    {
        LanguageRows[] corpora = [new("yor", ToyCorpus.Rows("yor", 60))];
        CrossValidationFolds Folds(int rows) => CrossValidationFolds.Create(corpora, [], new CrossValidationPlan { Folds = 3, RowsPerLabel = rows });
        CrossValidatedSystem system = CrossValidatedSystem.Parse("letters");
        for (int fold = 0; fold < 3; fold++)
        {
            LabeledRows drawn = Folds(few).Training(system, 0, fold).Target!;
            Assert.All(drawn.Labels.GroupBy(label => label), label => Assert.Equal(few, label.Count()));
            Assert.Equal(3 * few, drawn.Texts.Count);
            Assert.Subset(Folds(few + 3).Training(system, 0, fold).Target!.Groups!.ToHashSet(), drawn.Groups!.ToHashSet());
        }

        // Labels with fewer rows than asked for give all they have.
        Assert.Equal(40, Folds(1000).Training(system, 0, 0).Target!.Texts.Count);
    }

    [Theory]
    [InlineData("frozen", "frozen", true, true)]
    [InlineData("top:2-alone", "top:2", false, true)]
    [InlineData("combined+full-zero-shot", "combined+full", true, false)]
    public void Parse_Name_IsTheNameOfWhatItGives(string name, string strategy, bool withSources, bool withTarget)
    {
        CrossValidatedSystem system = CrossValidatedSystem.Parse(name);
        Assert.Equal((strategy, withSources, withTarget, name), (system.Strategy.Name, system.WithSources, system.WithTarget, system.Name));
    }

    [Theory]
    [InlineData("letters-zero-shot", "'letters-zero-shot' has nothing to learn from: letters read rows of the target language alone")]
    [InlineData("best", "'best' is not a strategy; use one of letters, frozen, kernel, combined, lora, full, combined+full, auto, or top:K with the number of layers")]
    [InlineData("top:0", "'top:0' is not a strategy; use one of letters, frozen, kernel, combined, lora, full, combined+full, auto, or top:K with the number of layers")]
    public void Parse_WrongName_SaysWhatThereIs(string name, string message) =>
        Assert.Equal(message, Assert.Throws<UsageException>(() => CrossValidatedSystem.Parse(name)).Message);

    [Fact]
    public void Validate_ManyFaults_NamesThemAllAtOnce()
    {
        var plan = new CrossValidationPlan
        {
            Systems = [Systems[0], Systems[0]],
            Folds = 1,
            RowsPerLabel = 0,
            Training = new() { TransferFrom = [ToyCorpus.Corpus("eng")], SecondStage = new() { Patience = -1 } },
        };
        Assert.Equal(
            "options for cross-validation: each strategy can be named once; Folds must be from 2 to 100, not 1; RowsPerLabel must be at least 1, not 0; " +
            "Training.TransferFrom and Training.Unlabeled must be empty: sources are given to the run, and plain text is what a fold leaves; Training.SecondStage.Patience must be 0 or more, not -1",
            Assert.Throws<UsageException>(plan.Validate).Message);
    }
}
