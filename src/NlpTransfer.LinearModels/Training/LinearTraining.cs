namespace NlpTransfer.LinearModels;

/// <summary>Trains classifiers that need no libtorch: letters, kernel, frozen head, and combinations of them.</summary>
public static class LinearTraining
{
    /// <summary>The letters ensemble alone, with nothing to choose: the floor that everything else has to beat.</summary>
    /// <param name="texts">Training texts.</param>
    /// <param name="labels">The label of each.</param>
    /// <param name="cancellationToken">Stops between texts.</param>
    /// <exception cref="BadDataException">No rows, or one label only.</exception>
    public static CombinedClassifier Letters(IReadOnlyList<string> texts, IReadOnlyList<string> labels, CancellationToken cancellationToken = default) =>
        Run(new() { Target = new() { Texts = texts, Labels = labels } }, new() { Parts = LinearParts.Letters, Select = false, Calibrate = false }, null, cancellationToken).Classifier;

    /// <summary>Trains.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="options">Parts, strengths and how they are chosen; null for the defaults.</param>
    /// <param name="progress">Told the folds and the solution of the kernel.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="BadDataException">The rows can't be learnt from.</exception>
    /// <exception cref="UsageException">The options do not fit.</exception>
    public static LinearTrainingResult Run(
        LinearTrainingData data, LinearTrainingOptions? options = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        options.Validate();
        TrainingSet set = TrainingSet.Create(data, options.Parts, cancellationToken);
        SelectionReport selection = StrengthSelection.Run(set, options, progress, cancellationToken);
        SelectionTrial chosen = selection.Chosen;
        TrainingView view = TrainingView.All(set, chosen.WithSources);
        var parts = new List<(IClassifierPart, double)>();
        List<TfidfFeatures> features = [];
        if (chosen.LettersWeight > 0)
        {
            (LettersPart part, TfidfWeights[] weights) = LettersFit.Fit(view);
            features.AddRange(weights.Select((weight, i) => TfidfFeatures.Create(set.Counts[i], weight)));
            parts.Add((part, chosen.LettersWeight));
        }

        if (chosen.KernelWeight > 0)
        {
            KernelSystem system = KernelSystem.Create(view);
            DenseMatrix factors = KernelSolution.Solve(system, options.Kernel with { Ridge = chosen.Ridge }, progress, cancellationToken);
            LinearPart part = KernelFit.Collapse(system, factors, options.Kernel.Scale);

            // The letters' first feature set is the kernel's too.
            if (part.Features == 0 && features.Count == 0)
                features.Add(TfidfFeatures.Create(set.Counts[0], system.Weights!));
            parts.Add((part, chosen.KernelWeight));
        }

        if (chosen.FrozenWeight > 0)
        {
            var fit = new FrozenFit(view);
            parts.Add((fit.ToPart(fit.Fit(chosen.C, 1e-9, null, cancellationToken), options.Frozen.Strength), chosen.FrozenWeight));
        }

        double strength = options.Calibrate ? chosen.Strength : 1;
        return new LinearTrainingResult(new CombinedClassifier(set.Classes, [.. features], [.. parts], strength), selection);
    }
}
