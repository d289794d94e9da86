namespace NlpTransfer.LinearModels;

/// <summary>Fits all parts on the rows outside each fold and scores the rows in it, once for every strength that is tried.</summary>
internal sealed class CrossValidation(TrainingSet set, LinearTrainingOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
{
    // Held-out scores need no more digits than this to be compared.
    private const double Tolerance = 1e-5;
    private const int DirectRows = 6_000;

    public required IReadOnlyList<double> Ridges { get; init; }

    public required IReadOnlyList<double> Cs { get; init; }

    /// <summary>With source rows, without, or both.</summary>
    public required IReadOnlyList<bool> Sources { get; init; }

    public HeldOutScores Run(int[] folds, int count)
    {
        var scores = new HeldOutScores(set);
        for (int fold = 0; fold < count; fold++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Report(new WorkProgress("choosing strengths by cross-validation", fold, count));
            int[] heldOut = [.. Enumerable.Range(0, folds.Length).Where(row => folds[row] == fold)];
            int[] rest = [.. Enumerable.Range(0, folds.Length).Where(row => folds[row] != fold)];
            if (options.Parts.HasFlag(LinearParts.Letters))
                ScoreLetters(new TrainingView(set, rest, []), heldOut, scores);
            foreach (bool sources in Sources)
            {
                var view = new TrainingView(set, rest, sources ? SourcesOutside(heldOut) : []);
                if (options.Parts.HasFlag(LinearParts.Kernel))
                    ScoreKernel(view, heldOut, scores, sources);
                if (options.Parts.HasFlag(LinearParts.Frozen))
                    ScoreFrozen(view, heldOut, scores, sources);
            }
        }

        progress?.Report(new WorkProgress("choosing strengths by cross-validation", count, count));
        return scores;
    }

    private static SparseRow ToRow(SparseMatrix matrix, int row)
    {
        var result = new SparseRow();
        for (int i = 0; i < matrix.Indices(row).Length; i++)
            result.Add(matrix.Indices(row)[i], matrix.Values(row)[i]);
        return result;
    }

    /// <summary>Source rows, but for those that belong to a group of held-out rows.</summary>
    private int[] SourcesOutside(int[] heldOut)
    {
        var groups = heldOut.Select(row => set.Groups[row]).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return [.. Enumerable.Range(set.TargetRows, set.Rows - set.TargetRows).Where(row => set.Groups[row] is not { } group || !groups.Contains(group))];
    }

    private void ScoreLetters(TrainingView view, int[] heldOut, HeldOutScores scores)
    {
        (LettersPart part, TfidfWeights[] features) = LettersFit.Fit(view);
        SparseMatrix[] rows = [.. features.Select((weights, i) => weights.Apply(set.Counts[i], heldOut))];
        DenseMatrix goal = scores[LettersPart.Name, 0, false];
        for (int i = 0; i < heldOut.Length; i++)
        {
            int row = i;
            part.Score(new PartInput([.. rows.Select(matrix => ToRow(matrix, row))], 0), goal.Row(heldOut[i]));
        }
    }

    private void ScoreKernel(TrainingView view, int[] heldOut, HeldOutScores scores, bool sources)
    {
        KernelSystem system = KernelSystem.Create(view);
        SparseMatrix? features = system.Letters is null ? null : system.Weights!.Apply(set.Counts[0], heldOut);
        bool direct = options.Kernel.IsDirect(system.Rows) && (system.Rows <= DirectRows || options.Kernel.Solver == KernelSolver.Direct);
        DenseMatrix? gram = direct ? system.Gram(cancellationToken) : null;
        DenseMatrix? factors = null;

        // From the smoothest on: each answer is a good start for the next.
        foreach (double ridge in Ridges.OrderDescending())
        {
            cancellationToken.ThrowIfCancellationRequested();
            factors = gram is null
                ? KernelSolution.Iterate(system, ridge, Math.Max(Tolerance, options.Kernel.Tolerance), factors, null, cancellationToken)
                : KernelSolution.Direct(system, Copy(gram), ridge, null, cancellationToken);
            Score(KernelFit.Collapse(system, factors, options.Kernel.Scale), heldOut, features, scores[LinearPart.KernelName, ridge, sources]);
        }
    }

    private void ScoreFrozen(TrainingView view, int[] heldOut, HeldOutScores scores, bool sources)
    {
        var fit = new FrozenFit(view);
        LogisticRegression? last = null;
        foreach (double c in Cs.Order())
        {
            last = fit.Fit(c, Tolerance, last, cancellationToken);
            Score(fit.ToPart(last, options.Frozen.Strength), heldOut, null, scores[LinearPart.FrozenName, c, sources]);
        }
    }

    private void Score(LinearPart part, int[] heldOut, SparseMatrix? features, DenseMatrix goal)
    {
        float[] vector = new float[set.Units!.Columns];
        for (int i = 0; i < heldOut.Length; i++)
        {
            var input = new PartInput(features is null ? [] : [ToRow(features, i)], vector.Length);
            System.Numerics.Tensors.TensorPrimitives.ConvertTruncating<double, float>(set.Units.Row(heldOut[i]), vector);
            input.SetVector(vector);
            part.Score(input, goal.Row(heldOut[i]));
        }
    }

    private static DenseMatrix Copy(DenseMatrix matrix)
    {
        var copy = new DenseMatrix(matrix.Rows, matrix.Columns);
        matrix.Values.CopyTo(copy.Values, 0);
        return copy;
    }
}
