namespace NlpTransfer.LinearModels.Tests;

public class CombinedClassifierTests
{
    private static readonly LabeledRows Held = Synthetic.Rows(300, 3, 8, 2);

    private static readonly CombinedClassifier Everything = LinearTraining.Run(
        new() { Target = Synthetic.Rows(90, 3, 8, 1) }, new() { Parts = LinearParts.Combined | LinearParts.Frozen, Select = false, Calibrate = false }).Classifier;

    [Fact]
    public async Task ClassifyAsync_SeveralPartsReadVectors_EmbedsEachTextOnce()
    {
        var embedder = new FakeEmbedder(Held, cut: 3);
        IReadOnlyList<TextClassification> results = await Everything.WithEmbedder(embedder).ClassifyAsync(Held.Texts);
        Assert.Equal(Held.Texts, embedder.Asked);
        Assert.All(results, result => Assert.Equal(3, result.CutTokens));
        Assert.All(results, result => Assert.Equal(1, result.LogProbabilities.Sum(value => Math.Exp(value)), 1e-12));
        IReadOnlyList<TextClassification> handed = Everything.Classify(Held.Texts, Held.Vectors);
        for (int i = 0; i < results.Count; i++)
            Assert.Equal(handed[i].LogProbabilities, results[i].LogProbabilities);
        Assert.Empty(await Everything.ClassifyAsync([]));
    }

    [Fact]
    public async Task WithEncoder_LabelsInAnotherOrder_AddsItsTemperedLogProbabilities()
    {
        var encoder = new FakeClassifier(["label 2", "label 0", "label 1"], [0.7, 0.2, 0.1], cut: 5);
        CombinedClassifier combined = Everything.WithEmbedder(new FakeEmbedder(Held)).WithEncoder(encoder);
        Assert.Equal([new("letters", 1.5), new("kernel", 1), new("frozen", 1), new("encoder", 1)], combined.Parts);
        TextClassification result = (await combined.ClassifyAsync([Held.Texts[0]]))[0];
        Assert.Equal(5, result.CutTokens);

        double[] expected = [0.75 * Math.Log(0.2), 0.75 * Math.Log(0.1), 0.75 * Math.Log(0.7)];
        foreach ((LinearParts part, double weight) in new[] { (LinearParts.Letters, 1.5), (LinearParts.Kernel, 1.0), (LinearParts.Frozen, 1.0) })
        {
            CombinedClassifier alone = LinearTraining.Run(new() { Target = Synthetic.Rows(90, 3, 8, 1) }, new() { Parts = part, Select = false, Calibrate = false }).Classifier;
            for (int k = 0; k < 3; k++)
                expected[k] += weight * alone.Classify([Held.Texts[0]], [Held.Vectors![0]])[0].LogProbabilities[k];
        }

        Probabilities.LogSoftmax(expected);
        for (int k = 0; k < 3; k++)
            Assert.Equal(expected[k], result.LogProbabilities[k], 1e-9);
    }

    [Fact]
    public void WithEncoder_ChosenWeights_AreKeptInProportion()
    {
        var encoder = new FakeClassifier(["label 0", "label 1", "label 2"], [0.5, 0.3, 0.2]);
        CombinedClassifier light = LinearTraining.Run(
            new() { Target = Synthetic.Rows(90, 3, 8, 1) }, new() { LettersWeight = 0.5, Select = false }).Classifier.WithEncoder(encoder, weight: 2, strength: 0.8);
        Assert.Equal([new("letters", 0.75), new("kernel", 1), new("encoder", 2)], light.Parts);
        Assert.Equal(0.8, light.Strength);
    }

    [Fact]
    public async Task ClassifyAsync_WithoutWhatItNeeds_Refuses()
    {
        await Assert.ThrowsAsync<UsageException>(() => Everything.ClassifyAsync(["a"]));
        Assert.Throws<UsageException>(() => Everything.Classify(["a"]));
        Assert.Throws<UsageException>(() => Everything.Classify(["a"], [new float[7]]));
        Assert.Throws<UsageException>(() => Everything.WithEmbedder(new FakeEmbedder(Synthetic.Rows(2, 2, 5, 1))));
        Assert.Contains("same labels", Assert.Throws<UsageException>(() => Everything.WithEncoder(new FakeClassifier(["label 0", "x", "label 1"], [0.5, 0.3, 0.2]))).Message, StringComparison.Ordinal);
        Assert.Throws<UsageException>(() => Everything.WithEncoder(new FakeClassifier(["label 0", "label 1", "label 2"], [0.5, 0.3, 0.2])).Classify(["a"], [new float[8]]));
        Assert.Throws<UsageException>(() => Everything.WithEncoder(new FakeClassifier(["label 0", "label 1", "label 2"], [0.5, 0.3, 0.2]), temperature: 0));
    }

    [Fact]
    public void Classify_EmptyAndUnknownTexts_GiveProbabilities()
    {
        CombinedClassifier letters = LinearTraining.Letters(Held.Texts, Held.Labels);
        foreach (TextClassification result in letters.Classify(["", "   ", "\u0301", "漢字"]))
            Assert.All(result.LogProbabilities, value => Assert.Equal(-Math.Log(3), value, 1e-9));
        foreach (TextClassification result in Everything.Classify(["", "漢字"], [new float[8], new float[8]]))
            Assert.Equal(1, result.LogProbabilities.Sum(value => Math.Exp(value)), 1e-12);
    }
}
