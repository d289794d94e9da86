namespace NlpTransfer.LinearModels.Tests;

/// <summary>Every option changes something that can be seen.</summary>
public class OptionsEffectTests
{
    private static readonly LinearTrainingData Data = new() { Target = Synthetic.Rows(60, 3, 6, 1, signal: 0.5), Sources = [Synthetic.Rows(30, 3, 6, 4, signal: 0.5)] };

    public static TheoryData<string, LinearTrainingOptions> Changes()
    {
        LinearTrainingOptions start = Start;
        return new()
        {
            { "parts", start with { Parts = LinearParts.Letters } },
            { "select", start with { Select = true } },
            { "calibrate", start with { Calibrate = true } },
            { "letters", start with { LettersWeight = 2 } },
            { "kernel", start with { KernelWeight = 2 } },
            { "frozen", start with { FrozenWeight = 2 } },
            { "ridge", start with { Kernel = new() { Ridge = 4 } } },
            { "scale", start with { Kernel = new() { Scale = 3 } } },
            { "solver", start with { Kernel = new() { Solver = KernelSolver.ConjugateGradients, Tolerance = 0.1 } } },
            { "c", start with { Frozen = new() { C = 4 } } },
            { "strength", start with { Frozen = new() { Strength = 2 } } },
        };
    }

    public static TheoryData<string, LinearTrainingOptions> SelectionChanges()
    {
        LinearTrainingOptions start = Start with { Select = true };
        return new()
        {
            { "folds", start with { Folds = 3 } },
            { "seed", start with { Seed = 2 } },
            { "ridges", start with { Grid = new() { Ridges = [3] } } },
            { "weights", start with { Grid = new() { LettersWeights = [3] } } },
            { "cs", start with { Grid = new() { Cs = [3] } } },
            { "sources", start with { Grid = new() { WithoutSources = false } } },
        };
    }

    private static LinearTrainingOptions Start => new() { Parts = LinearParts.Combined | LinearParts.Frozen, Select = false, Calibrate = false };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Run_ChangedOption_ChangesTheClassifierOrTheReport(string name, LinearTrainingOptions changed)
    {
        LinearTrainingResult before = LinearTraining.Run(Data, Start), after = LinearTraining.Run(Data, changed);
        Assert.True(
            !before.Classifier.Classify(["bade gi"], [new float[] { 1, 2, 3, 4, 5, 6 }])[0].LogProbabilities.SequenceEqual(
                after.Classifier.Classify(["bade gi"], [new float[] { 1, 2, 3, 4, 5, 6 }])[0].LogProbabilities) || after.Selection.Trials.Count > 1, name);
    }

    [Theory]
    [MemberData(nameof(SelectionChanges))]
    public void Run_ChangedSelection_ChangesTheTrials(string name, LinearTrainingOptions changed) =>
        Assert.False(LinearTraining.Run(Data, Start with { Select = true }).Selection.Trials.SequenceEqual(LinearTraining.Run(Data, changed).Selection.Trials), name);
}
