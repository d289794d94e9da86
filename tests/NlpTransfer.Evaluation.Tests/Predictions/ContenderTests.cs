using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation.Tests;

public sealed class ContenderTests
{
    [SkippableFact]
    public async Task Letters_YorubaSib200_BeatsTheMajority()
    {
        string folder = SharedFolders.Data("sib200", "yor_Latn");
        IReadOnlyList<CorpusRow> train = await LabeledCorpus.Open(folder, options: new() { Split = "train" }).ReadAllAsync();
        IReadOnlyList<CorpusRow> dev = await LabeledCorpus.Open(folder, options: new() { Split = "dev" }).ReadAllAsync();

        EvaluationReport report = await ClassifierEvaluation.RunAsync(new MajorityClassifier(train.Select(r => r.Label!)), dev, new() { Floor = Contender.Letters(train) });

        // About 70 of 100 on other held-out rows of this language; 99 rows tell no more than that it is near.
        Assert.Equal(99, report.Floor!.Accuracy.N);
        Assert.InRange(0.70, report.Floor.Accuracy.Low, report.Floor.Accuracy.High);
        Assert.Equal(report.Majority.Accuracy, report.Accuracy);
        Assert.Equal(Verdict.Hurts, report.Comparisons[0].Verdict);
    }

    [Fact]
    public void Letters_RowWithoutLabel_NamesItsPlace() =>
        Assert.Equal(
            "/data/test.tsv:2: the row has no label; every row to train on needs one.",
            Assert.Throws<BadDataException>(() => Contender.Letters([TestRows.Of("a→a")[0] with { Label = null }])).Message);

    [Fact]
    public void Constructor_NoName_Refused() =>
        Assert.Throws<ArgumentException>(() => new Contender(" ", new MajorityClassifier(["a"])));
}
