using System.Globalization;

namespace NlpTransfer.LinearModels;

/// <summary>
/// Chooses weights, strengths and parts by cross-validation in the target's training rows. The given values stay unless the combination with the
/// lowest log loss beats them by more than one standard error of the paired differences (rows of one group counted together): few rows
/// show differences that the next rows do not.
/// </summary>
internal static class StrengthSelection
{
    /// <summary>Runs it.</summary>
    public static SelectionReport Run(TrainingSet set, LinearTrainingOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        SelectionTrial given = Given(set, options);
        if (!options.Select && !options.Calibrate)
            return new SelectionReport(0, 0, [given], given, "Weights and strengths are as given.");
        if (set.TargetRows == 0)
            return new SelectionReport(0, 0, [given], given, "Weights and strengths are as given: there are no labelled rows of the target language to choose by.");
        int[] labels = set.Labels[..set.TargetRows];
        (int[] folds, int count) = FoldAssignment.Assign(labels, set.Groups.AsSpan(0, set.TargetRows), options.Folds, options.Seed);
        if (count < 2 || labels.Distinct().Count() < 2)
            return new SelectionReport(0, set.TargetRows, [given], given, "Weights and strengths are as given: the target's rows are of one group or one label.");
        List<SelectionTrial> tried = [given];
        if (options.Select)
            tried.AddRange(Others(options, given));
        HeldOutScores scores = new CrossValidation(set, options, progress, cancellationToken)
        {
            Ridges = [.. tried.Where(trial => trial.KernelWeight > 0).Select(trial => trial.Ridge).Distinct()],
            Cs = [.. tried.Where(trial => trial.FrozenWeight > 0).Select(trial => trial.C).Distinct()],
            Sources = [.. tried.Where(trial => trial.KernelWeight > 0 || trial.FrozenWeight > 0).Select(trial => trial.WithSources).Distinct()],
        }.Run(folds, count);
        return Choose(set, tried, scores, labels, count);
    }

    /// <summary>The combination that the options ask for.</summary>
    public static SelectionTrial Given(TrainingSet set, LinearTrainingOptions options)
    {
        bool kernel = options.Parts.HasFlag(LinearParts.Kernel), frozen = options.Parts.HasFlag(LinearParts.Frozen);
        return new SelectionTrial
        {
            LettersWeight = options.Parts.HasFlag(LinearParts.Letters) ? options.LettersWeight : 0,
            KernelWeight = kernel ? options.KernelWeight : 0,
            FrozenWeight = frozen ? options.FrozenWeight : 0,
            Ridge = kernel ? options.Kernel.Ridge : 0,
            C = frozen ? options.Frozen.C : 0,
            WithSources = (kernel || frozen) && set.Rows > set.TargetRows,
        };
    }

    private static IEnumerable<SelectionTrial> Others(LinearTrainingOptions options, SelectionTrial given)
    {
        double[] ridges = [.. options.Grid.Ridges.Append(given.Ridge).Distinct()];
        double[] cs = [.. options.Grid.Cs.Append(given.C).Distinct()];
        bool[] sources = given.WithSources && options.Grid.WithoutSources ? [true, false] : [given.WithSources];
        var tried = new HashSet<SelectionTrial> { given };
        foreach (double kernel in given.KernelWeight > 0 ? [1.0, 0] : new[] { 0.0 })
        {
            foreach (double frozen in given.FrozenWeight > 0 ? [1.0, 0] : new[] { 0.0 })
            {
                double[] letters = given.LettersWeight == 0 ? [0] : kernel + frozen > 0 ? [.. options.Grid.LettersWeights] : [1];
                foreach (SelectionTrial trial in
                    from letter in letters
                    where letter + kernel + frozen > 0
                    from ridge in kernel > 0 ? ridges : [0]
                    from c in frozen > 0 ? cs : [0]
                    from source in kernel + frozen > 0 ? sources : [false]
                    select new SelectionTrial { LettersWeight = letter, KernelWeight = kernel, FrozenWeight = frozen, Ridge = ridge, C = c, WithSources = source })
                {
                    if (tried.Add(trial))
                        yield return trial;
                }
            }
        }
    }

    private static SelectionReport Choose(TrainingSet set, List<SelectionTrial> tried, HeldOutScores scores, int[] labels, int folds)
    {
        var results = tried.Select(trial => Evaluate(trial, set, scores, labels)).ToList();
        (SelectionTrial given, double[] givenLosses) = results[0];
        (SelectionTrial best, double[] bestLosses) = results.MinBy(result => result.Trial.LogLoss);
        (double difference, double error) = Compare(givenLosses, bestLosses, set.Groups.AsSpan(0, labels.Length));
        bool better = difference > error;
        string reason = results.Count == 1 ? "Weights and strengths are as given."
            : ReferenceEquals(best, given) ? string.Create(CultureInfo.InvariantCulture, $"The given {given.Name} has the lowest log loss, {given.LogLoss:F4}.")
            : string.Create(CultureInfo.InvariantCulture,
                $"{best.Name} has the lowest log loss, {best.LogLoss:F4}; the given {given.Name} has {given.LogLoss:F4}, {difference:F4} more (standard error {error:F4}): {(better ? "the former is taken" : "too little to leave the latter")}.");
        return new SelectionReport(folds, labels.Length, [given, .. results.Skip(1).Select(result => result.Trial).OrderBy(trial => trial.LogLoss)], better ? best : given, reason);
    }

    private static (SelectionTrial Trial, double[] Losses) Evaluate(SelectionTrial trial, TrainingSet set, HeldOutScores scores, int[] labels)
    {
        DenseMatrix sum = DenseMatrix.Zero(labels.Length, set.Classes.Length);
        if (trial.LettersWeight > 0)
            Add(trial.LettersWeight, scores[LettersPart.Name, 0, false], sum);
        if (trial.KernelWeight > 0)
            Add(trial.KernelWeight, scores[LinearPart.KernelName, trial.Ridge, trial.WithSources], sum);
        if (trial.FrozenWeight > 0)
            Add(trial.FrozenWeight, scores[LinearPart.FrozenName, trial.C, trial.WithSources], sum);
        double strength = StrengthFit.Fit(sum, labels);
        (double[] losses, int right) = StrengthFit.Evaluate(sum, labels, strength);
        return (trial with { Strength = strength, LogLoss = losses.Average(), Accuracy = (double)right / labels.Length }, losses);
    }

    private static void Add(double weight, DenseMatrix scores, DenseMatrix sum) =>
        System.Numerics.Tensors.TensorPrimitives.MultiplyAdd<double>(scores.Values, weight, sum.Values, sum.Values);

    /// <summary>Mean difference of two losses of the same rows and its standard error, groups of rows being independent, rows in them not.</summary>
    private static (double Difference, double Error) Compare(double[] first, double[] second, ReadOnlySpan<string?> groups)
    {
        double mean = 0, squares = 0;
        for (int i = 0; i < first.Length; i++)
            mean += (first[i] - second[i]) / first.Length;
        foreach (List<int> members in FoldAssignment.Members(groups))
        {
            double sum = members.Sum(row => first[row] - second[row] - mean);
            squares += sum * sum;
        }

        return (mean, Math.Sqrt(squares) / first.Length);
    }
}
