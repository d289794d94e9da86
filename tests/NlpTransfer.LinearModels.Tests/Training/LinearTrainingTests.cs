namespace NlpTransfer.LinearModels.Tests;

public class LinearTrainingTests
{
    private static readonly LabeledRows Target = Synthetic.Rows(90, 3, 8, 1);

    [Theory]
    [InlineData(LinearParts.Letters, 0.6)]
    [InlineData(LinearParts.Kernel, 0.8)]
    [InlineData(LinearParts.Frozen, 0.7)]
    [InlineData(LinearParts.Combined, 0.8)]
    public void Run_RowsWithSignal_LearnsIt(LinearParts parts, double least) =>
        Assert.InRange(Synthetic.Accuracy(LinearTraining.Run(new() { Target = Target }, new() { Parts = parts }).Classifier, Synthetic.Rows(150, 3, 8, 2)), least, 1);

    [Theory]
    [InlineData(LinearParts.Kernel)]
    [InlineData(LinearParts.Frozen)]
    public void Run_ZeroShot_CentresOnTheUnlabelledVectors(LinearParts parts)
    {
        LabeledRows held = Shifted(Synthetic.Rows(150, 3, 8, 2, signal: 1.5));
        LinearTrainingData data = new() { Sources = [Synthetic.Rows(90, 3, 8, 1, signal: 1.5)], UnlabeledVectors = Shifted(Synthetic.Rows(100, 3, 8, 3, signal: 1.5)).Vectors };
        LinearTrainingResult trained = LinearTraining.Run(data, new() { Parts = parts });
        Assert.InRange(Synthetic.Accuracy(trained.Classifier, held), 0.8, 1);
        Assert.Equal(0, trained.Selection.Folds);
        Assert.Contains("no labelled rows of the target language", trained.Selection.Reason, StringComparison.Ordinal);

        // Centred on vectors of the wrong place it does worse.
        CombinedClassifier wrong = LinearTraining.Run(data with { UnlabeledVectors = data.Sources[0].Vectors }, new() { Parts = parts }).Classifier;
        Assert.True(Synthetic.Accuracy(wrong, held) < Synthetic.Accuracy(trained.Classifier, held));
    }

    [Fact]
    public void Run_ZeroShotWithoutWhatItNeeds_IsRefused()
    {
        LinearTrainingData data = new() { Sources = [Target] };
        Assert.Throws<UsageException>(() => LinearTraining.Run(data with { UnlabeledVectors = Target.Vectors }));
        Assert.Throws<BadDataException>(() => LinearTraining.Run(data, new() { Parts = LinearParts.Kernel }));
        Assert.Throws<BadDataException>(() => LinearTraining.Run(new(), new() { Parts = LinearParts.Kernel }));
    }

    [Fact]
    public void Run_UnusableRows_AreNamed()
    {
        Refuse(Target with { Labels = [.. Target.Labels.Select(_ => "a")] }, "All 90 training rows have the label \"a\"; a classifier needs rows of at least two labels.");
        Refuse(Target with { Labels = ["a"] }, "The training rows of made have 90 texts but 1 labels.");
        Refuse(Target with { Groups = ["a"] }, "The training rows of made have 90 texts but 1 groups.");
        Refuse(Target with { Vectors = null }, "The training rows of made have no vectors, which the kernel and the frozen head need; embed the texts first, or use the letters alone.");
        Refuse(Target with { Vectors = [new float[8]] }, "The training rows of made have 90 texts but 1 vectors.");
        Refuse(Target with { Vectors = [.. Target.Vectors!.Skip(1), new float[7]] }, "Vector 90 has 7 values where the first has 8; all must come from one encoder.");
        Refuse(Target with { Vectors = [.. Target.Vectors!.Skip(1), [.. Enumerable.Repeat(float.NaN, 8)]] }, "Vector 90 holds a value that is not a finite number; the encoder's weights or its input are damaged.");
        Refuse(new() { Texts = [], Labels = [], Language = "yor" }, "There are no training rows of yor; give at least two labelled rows.");
        static void Refuse(LabeledRows rows, string message) =>
            Assert.Equal(message, Assert.Throws<BadDataException>(() => LinearTraining.Run(new() { Target = rows })).Message);
    }

    [Fact]
    public void Run_DegenerateRows_StillGiveProbabilities()
    {
        float[] same = [1, 2, 3];
        LabeledRows[] cases =
        [
            new() { Texts = ["a b", "c d"], Labels = ["x", "y"], Vectors = [same, same] },
            new() { Texts = ["", ""], Labels = ["x", "y"], Vectors = [new float[3], new float[3]] },
            new() { Texts = ["same", "same", "same"], Labels = ["x", "y", "z"], Vectors = [same, same, same] },
            new() { Texts = ["one", "two", "three", "four", "five"], Labels = ["x", "x", "x", "x", "y"], Vectors = [same, [3, 2, 1], same, [0, 1, 0], same] },
            new() { Texts = ["one", "two", "three"], Labels = ["x", "x", "y"], Vectors = [same, [3, 2, 1], same], Groups = ["g", "g", "g"] },
        ];
        foreach (LabeledRows rows in cases)
        {
            foreach (LinearParts parts in new[] { LinearParts.Letters, LinearParts.Kernel, LinearParts.Frozen, LinearParts.Combined | LinearParts.Frozen })
            {
                CombinedClassifier trained = LinearTraining.Run(new() { Target = rows }, new() { Parts = parts }).Classifier;
                foreach (TextClassification result in trained.Classify(["one", "", "other"], [same, new float[3], [9, 9, -9]]))
                    Assert.Equal(1, result.LogProbabilities.Sum(value => Math.Exp(value)), 1e-9);
            }
        }
    }

    [Fact]
    public void Run_Cancelled_Stops()
    {
        Assert.Throws<OperationCanceledException>(() => LinearTraining.Run(new() { Target = Target }, cancellationToken: new CancellationToken(true)));
        using var source = new CancellationTokenSource();
        var progress = new Cancelling(source);
        Assert.Throws<OperationCanceledException>(() => LinearTraining.Run(new() { Target = Target }, null, progress, source.Token));
    }

    [Fact]
    public void Validate_WrongOptions_AreAllNamed()
    {
        LinearTrainingOptions options = new()
        {
            Parts = LinearParts.None,
            Folds = 1,
            LettersWeight = double.NaN,
            Kernel = new() { Ridge = 0, DirectRows = -1 },
            Frozen = new() { C = -1 },
            Grid = new() { LettersWeights = [-0.5] },
        };
        Assert.Equal(
            "The options of the linear classifier do not fit: Parts is None, expected Letters, Kernel, Frozen or several of them; Folds is 1, expected 2 to 20; "
            + "LettersWeight is NaN, expected above 0, at most 100; Kernel.Ridge is 0, expected above 0, at most 1000000; Kernel.DirectRows is -1, expected 0 to 40000; "
            + "Frozen.C is -1, expected above 0, at most 1000000; Grid.LettersWeights is -0.5, expected 0 to 100.",
            Assert.Throws<UsageException>(options.Validate).Message);
    }

    private static LabeledRows Shifted(LabeledRows rows) =>
        rows with { Vectors = [.. rows.Vectors!.Select(vector => vector.Select((value, i) => i < 2 ? value + 4 : value).ToArray())] };

    private sealed class Cancelling(CancellationTokenSource source) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
            if (value.Done > 0)
                source.Cancel();
        }
    }
}
