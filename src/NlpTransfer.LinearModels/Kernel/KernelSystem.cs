using System.Numerics.Tensors;

namespace NlpTransfer.LinearModels;

/// <summary>
/// The system (K + ridge I) A = onehot - prior, where K is the sum of a kernel of centred vectors and one of centred tf-idf rows.
/// </summary>
internal sealed class KernelSystem
{
    private readonly SparseMatrix? _turned;
    private readonly double[] _lettersDot;

    private KernelSystem(TrainingView view, DenseMatrix? vectors, SparseMatrix? letters)
    {
        View = view;
        Vectors = vectors;
        Classes = view.Set.Classes.Length;
        Rows = view.Target.Length + view.Sources.Length;
        Prior = new double[Classes];
        int[] priorRows = view.Target.Length > 0 ? view.Target : view.Sources;
        foreach (int row in priorRows)
            Prior[view.Set.Labels[row]] += 1.0 / priorRows.Length;
        LettersMean = letters?.Mean(view.Target.Length) ?? [];
        _lettersDot = letters is null ? [] : [.. Enumerable.Range(0, Rows).Select(row => letters.Dot(row, LettersMean))];
        MeanSquare = TensorPrimitives.SumOfSquares<double>(LettersMean);
        for (int row = 0; letters is not null && row < view.Target.Length; row++)
            LettersDiagonal += (TensorPrimitives.SumOfSquares(letters.Values(row)) - 2 * _lettersDot[row] + MeanSquare) / view.Target.Length;
        if (LettersDiagonal > 1e-9)
        {
            Letters = letters;
            _turned = letters!.Transpose();
        }
    }

    public TrainingView View { get; }

    public int Rows { get; }

    public int Classes { get; }

    /// <summary>Centred vectors <c>[rows, dimension]</c>, or null.</summary>
    public DenseMatrix? Vectors { get; }

    /// <summary>Weighted features <c>[rows, features]</c>, not centred; null where there are none or where all texts are alike.</summary>
    public SparseMatrix? Letters { get; }

    /// <summary>How features are weighted; null as <see cref="Letters"/> is.</summary>
    public TfidfWeights? Weights { get; private init; }

    /// <summary>Mean of the target's rows, <c>[features]</c>.</summary>
    public double[] LettersMean { get; }

    /// <summary>Mean over the target's rows of the centred letters kernel with themselves, by which it is divided.</summary>
    public double LettersDiagonal { get; }

    /// <summary>Share of each class in the target's rows, or in the sources' where there are none.</summary>
    public double[] Prior { get; }

    private double MeanSquare { get; }

    public static KernelSystem Create(TrainingView view)
    {
        TfidfWeights? weights = view.Target.Length > 0 && view.Set.Counts.Length > 0 ? TfidfWeights.Fit(view.Set.Counts[0], view.Target) : null;
        return new KernelSystem(view, view.Set.Units is null ? null : view.CenteredVectors(), weights?.Apply(view.Set.Counts[0], view.Rows)) { Weights = weights };
    }

    /// <summary>The kernel of all rows with each other; only the lower triangle is filled for certain.</summary>
    public DenseMatrix Gram(CancellationToken cancellationToken)
    {
        DenseMatrix gram = DenseMatrix.Zero(Rows, Rows);
        if (Vectors is { } vectors)
            Products.AddSymmetric(vectors, 0, vectors.Columns, gram, 0, 1, cancellationToken);
        if (Letters is { } letters)
            Parallel.For(0, Rows, new ParallelOptions { CancellationToken = cancellationToken }, row => AddLetters(letters, row, gram.Row(row)[..(row + 1)]));
        return gram;
    }

    /// <summary>onehot - prior, <c>[classes, rows]</c>.</summary>
    public DenseMatrix RightSides()
    {
        var sides = new DenseMatrix(Classes, Rows);
        int[] labels = View.Labels;
        for (int k = 0; k < Classes; k++)
        {
            for (int row = 0; row < Rows; row++)
                sides[k, row] = (labels[row] == k ? 1 : 0) - Prior[k];
        }

        return sides;
    }

    /// <summary>Sums rows times factors: over vectors <c>[classes, dimension]</c> and over centred features <c>[features, classes]</c>, the latter divided by the diagonal.</summary>
    /// <param name="factors"><c>[classes, rows]</c>.</param>
    public (DenseMatrix? Vectors, double[]? Letters) Collapse(DenseMatrix factors)
    {
        DenseMatrix? onVectors = null;
        if (Vectors is { } vectors)
            onVectors = SumVectors(vectors, factors);
        if (_turned is not { } turned)
            return (onVectors, null);
        double[] onLetters = new double[turned.Rows * Classes];
        double[] sums = [.. Enumerable.Range(0, Classes).Select(k => TensorPrimitives.Sum<double>(factors.Row(k)))];
        Parallel.For(0, (turned.Rows + 255) / 256, block =>
        {
            for (int feature = block * 256; feature < Math.Min(turned.Rows, block * 256 + 256); feature++)
            {
                ReadOnlySpan<int> rows = turned.Indices(feature);
                ReadOnlySpan<double> values = turned.Values(feature);
                Span<double> goal = onLetters.AsSpan(feature * Classes, Classes);
                for (int k = 0; k < goal.Length; k++)
                {
                    ReadOnlySpan<double> factor = factors.Row(k);
                    double sum = -LettersMean[feature] * sums[k];
                    for (int i = 0; i < rows.Length; i++)
                        sum += values[i] * factor[rows[i]];
                    goal[k] = sum / LettersDiagonal;
                }
            }
        });
        return (onVectors, onLetters);
    }

    /// <summary>The product of the kernel and factors, without the kernel: <c>[classes, rows]</c>.</summary>
    public void Multiply(DenseMatrix factors, DenseMatrix goal)
    {
        (DenseMatrix? onVectors, double[]? onLetters) = Collapse(factors);
        double[] shift = new double[Classes];
        for (int place = 0; onLetters is not null && place < onLetters.Length; place++)
            shift[place % Classes] -= LettersMean[place / Classes] * onLetters[place];
        Parallel.For(0, (Rows + 63) / 64, block =>
        {
            double[] scores = new double[Classes];
            for (int row = block * 64; row < Math.Min(Rows, block * 64 + 64); row++)
            {
                shift.CopyTo(scores, 0);
                if (onLetters is not null)
                    AddScores(Letters!, row, onLetters, scores);
                for (int k = 0; k < scores.Length; k++)
                    goal[k, row] = scores[k] + (onVectors is null ? 0 : Products.Dot(Vectors!.Row(row), onVectors.Row(k)));
            }
        });
    }

    private static void AddScores(SparseMatrix letters, int row, double[] weights, Span<double> scores)
    {
        ReadOnlySpan<int> indices = letters.Indices(row);
        ReadOnlySpan<double> values = letters.Values(row);
        for (int i = 0; i < indices.Length; i++)
        {
            ReadOnlySpan<double> weight = weights.AsSpan(indices[i] * scores.Length, scores.Length);
            for (int k = 0; k < weight.Length; k++)
                scores[k] += values[i] * weight[k];
        }
    }

    /// <summary>Sums over fixed blocks of rows, added in their order, so that threads change nothing.</summary>
    private static DenseMatrix SumVectors(DenseMatrix vectors, DenseMatrix factors)
    {
        int size = Math.Max(256, (vectors.Rows + 31) / 32), blocks = (vectors.Rows + size - 1) / size;
        var parts = new DenseMatrix[blocks];
        Parallel.For(0, blocks, block =>
        {
            DenseMatrix part = DenseMatrix.Zero(factors.Rows, vectors.Columns);
            for (int row = block * size; row < Math.Min(vectors.Rows, (block + 1) * size); row++)
            {
                for (int k = 0; k < factors.Rows; k++)
                    TensorPrimitives.MultiplyAdd(vectors.Row(row), factors[k, row], part.Row(k), part.Row(k));
            }

            parts[block] = part;
        });
        for (int block = 1; block < blocks; block++)
            TensorPrimitives.Add<double>(parts[0].Values, parts[block].Values, parts[0].Values);
        return parts[0];
    }

    private void AddLetters(SparseMatrix letters, int row, Span<double> goal)
    {
        double[] products = new double[goal.Length];
        ReadOnlySpan<int> features = letters.Indices(row);
        ReadOnlySpan<double> values = letters.Values(row);
        for (int i = 0; i < features.Length; i++)
        {
            ReadOnlySpan<int> others = _turned!.Indices(features[i]);
            ReadOnlySpan<double> weights = _turned.Values(features[i]);
            for (int j = 0; j < others.Length && others[j] < products.Length; j++)
                products[others[j]] += values[i] * weights[j];
        }

        for (int j = 0; j < goal.Length; j++)
            goal[j] += (products[j] - _lettersDot[row] - _lettersDot[j] + MeanSquare) / LettersDiagonal;
    }
}
