namespace NlpTransfer.LinearModels.Tests;

public class StrengthSelectionTests
{
    [Fact]
    public void Run_LettersKnowNothing_LeavesThemOut()
    {
        LinearTrainingResult trained = LinearTraining.Run(new() { Target = Synthetic.Rows(200, 4, 8, 1, signal: 1.5, letterSignal: 0) });
        Assert.True(trained.Selection.Chosen.LettersWeight < 1, trained.Selection.Reason);
        Assert.EndsWith("the former is taken.", trained.Selection.Reason, StringComparison.Ordinal);
        Assert.Equal(trained.Selection.Chosen.LettersWeight, trained.Classifier.Parts.FirstOrDefault(part => part.Kind == "letters")?.Weight ?? 0);
    }

    [Fact]
    public void Run_VectorsKnowNothing_LeansOnTheLetters()
    {
        LabeledRows held = Synthetic.Rows(200, 4, 8, 2, signal: 0);
        LinearTrainingData data = new() { Target = Synthetic.Rows(200, 4, 8, 1, signal: 0) };
        LinearTrainingResult trained = LinearTraining.Run(data);
        Assert.True(Synthetic.Accuracy(trained.Classifier, held) >= Synthetic.Accuracy(LinearTraining.Run(data, CombinedGolden.AsGiven(LinearParts.Kernel)).Classifier, held));
        Assert.Contains(trained.Selection.Trials, trial => trial is { LettersWeight: 1, KernelWeight: 0 });
    }

    [Fact]
    public void Run_Report_HoldsTheGivenFirstAndTheRestByLoss()
    {
        SelectionReport report = LinearTraining.Run(new() { Target = Synthetic.Rows(60, 3, 4, 1), Sources = [Synthetic.Rows(30, 3, 4, 5)] }).Selection;
        Assert.Equal((5, 60), (report.Folds, report.Rows));
        Assert.Equal("letters + kernel (ridge 2, with sources)", report.Trials[0].Name);
        Assert.Equal(report.Trials.Skip(1).OrderBy(trial => trial.LogLoss), report.Trials.Skip(1));
        Assert.Equal(report.Trials.Count, report.Trials.Select(trial => trial.Name).Distinct().Count());
        Assert.Contains(report.Trials, trial => trial.Name == "0.5 letters + kernel (ridge 8)");
        Assert.Contains(report.Chosen, report.Trials);
        Assert.All(report.Trials, trial => Assert.True(double.IsFinite(trial.LogLoss) && trial.Accuracy is >= 0 and <= 1));
    }

    [Fact]
    public void Run_SameSeed_SameReport()
    {
        LinearTrainingData data = new() { Target = Synthetic.Rows(60, 3, 4, 1) };
        LinearTrainingOptions options = new() { Parts = LinearParts.Combined | LinearParts.Frozen, Seed = 4 };
        Assert.Equal(LinearTraining.Run(data, options).Selection.Trials, LinearTraining.Run(data, options).Selection.Trials);
        Assert.NotEqual(LinearTraining.Run(data, options).Selection.Trials, LinearTraining.Run(data, options with { Seed = 5 }).Selection.Trials);
    }

    [Fact]
    public void Run_SourcesAreTranslations_NeverTrainBesideTheirHeldOutRow()
    {
        // Labels are noise, but each source row repeats vector and label of a target row: only a leak could score above chance.
        LabeledRows target = Synthetic.Rows(150, 3, 12, 1, signal: 0, letterSignal: 0);
        LinearTrainingData data = new() { Target = target, Sources = [target, target] };
        SelectionTrial grouped = LinearTraining.Run(data, new() { Parts = LinearParts.Kernel, Select = false }).Selection.Chosen;
        Assert.InRange(grouped.Accuracy, 0.2, 0.47);
        LinearTrainingData loose = data with { Sources = [target with { Groups = null }, target with { Groups = null }] };
        Assert.InRange(LinearTraining.Run(loose, new() { Parts = LinearParts.Kernel, Select = false }).Selection.Chosen.Accuracy, 0.6, 1);
    }

    [Fact]
    public void Run_Calibrate_TakesTheFittedStrength()
    {
        LinearTrainingData data = new() { Target = Synthetic.Rows(90, 3, 8, 1, signal: 0.5) };
        LinearTrainingResult calibrated = LinearTraining.Run(data, new() { Select = false }), plain = LinearTraining.Run(data, new() { Select = false, Calibrate = false });
        Assert.Equal(calibrated.Selection.Chosen.Strength, calibrated.Classifier.Strength);
        Assert.NotEqual(1, calibrated.Classifier.Strength);
        Assert.Equal(1, plain.Classifier.Strength);
        Assert.Equal(0, plain.Selection.Folds);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(3)]
    public void StrengthFit_ScaledScores_FindsTheScale(double scale)
    {
        var random = new CounterRandom(1, "test.strength");
        var scores = new DenseMatrix(4000, 3);
        int[] labels = new int[4000];
        for (int row = 0; row < 4000; row++)
        {
            double[] logs = [random.NextGaussian(), random.NextGaussian(), random.NextGaussian()];
            Probabilities.LogSoftmax(logs);
            double draw = random.NextDouble();
            labels[row] = draw < Math.Exp(logs[0]) ? 0 : draw < Math.Exp(logs[0]) + Math.Exp(logs[1]) ? 1 : 2;
            for (int k = 0; k < 3; k++)
                scores[row, k] = logs[k] / scale;
        }

        Assert.InRange(StrengthFit.Fit(scores, labels) / scale, 0.9, 1.1);
    }
}
