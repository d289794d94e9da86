using System.Numerics.Tensors;

namespace NlpTransfer.LinearModels;

/// <summary>
/// Multinomial logistic regression with a squared penalty on all weights but the intercepts, to the optimum of
/// <c>C x (sum of -log p) + |W|^2 / 2</c>, which is scikit-learn's. With two classes scikit-learn fits one weight vector, the difference of ours:
/// the same optimum has twice the penalty on each.
/// </summary>
internal sealed class LogisticRegression
{
    private LogisticRegression(double[] weights, double[] intercepts, double gradient)
    {
        Gradient = gradient;
        Weights = weights;
        Intercepts = intercepts;
    }

    /// <summary><c>[features, classes]</c>.</summary>
    public double[] Weights { get; }

    /// <summary><c>[classes]</c>; that of a class without rows lies 10 below the lowest of the others, which has no optimum otherwise.</summary>
    public double[] Intercepts { get; }

    /// <summary>Largest derivative of the mean loss where the search ended: how near the optimum is.</summary>
    public double Gradient { get; }

    /// <summary>Fits.</summary>
    /// <param name="features">Rows.</param>
    /// <param name="labels">Class of each row.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="c">Inverse strength of the penalty, above 0.</param>
    /// <param name="tolerance">Largest gradient of the mean loss at which the search ends.</param>
    /// <param name="start">A solution to start from, such as that of another strength; null for zero.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    public static LogisticRegression Fit(
        IFeatureRows features, int[] labels, int classes, double c, double tolerance = 1e-9, LogisticRegression? start = null, CancellationToken cancellationToken = default)
    {
        int rows = features.Rows, columns = features.Columns, size = checked(columns * classes);
        bool[] present = new bool[classes];
        foreach (int label in labels)
            present[label] = true;
        double penalty = (present.Count(p => p) == 2 ? 2 : 1) / (c * rows);
        double[] scores = new double[rows * classes];
        double[] point = new double[size + classes];
        if (start != null)
        {
            start.Weights.CopyTo(point, 0);
            for (int k = 0; k < classes; k++)
                point[size + k] = present[k] ? start.Intercepts[k] : 0;
        }

        (double gradientLeft, _) = LimitedMemoryBfgs.Minimize(Loss, point, tolerance, 10_000, cancellationToken);
        double[] intercepts = point[size..];
        double lowest = Enumerable.Range(0, classes).Where(k => present[k]).Min(k => intercepts[k]);
        for (int k = 0; k < classes; k++)
        {
            if (!present[k])
                intercepts[k] = lowest - 10;
        }

        return new LogisticRegression(point[..size], intercepts, gradientLeft);

        double Loss(ReadOnlySpan<double> at, Span<double> gradient)
        {
            for (int row = 0; row < rows; row++)
                at[size..].CopyTo(scores.AsSpan(row * classes));
            features.AddScores(at[..size], classes, scores);
            TensorPrimitives.Multiply(at[..size], penalty, gradient[..size]);
            Span<double> intercept = gradient[size..];
            intercept.Clear();
            double loss = 0;
            for (int row = 0; row < rows; row++)
                loss += RowLoss(scores.AsSpan(row * classes, classes), labels[row], present, 1.0 / rows, intercept);
            features.AddTransposed(scores, classes, gradient[..size]);
            return loss / rows + penalty / 2 * TensorPrimitives.SumOfSquares(at[..size]);
        }
    }

    /// <summary>Turns the scores of a row into the derivatives of its share of the loss and returns the loss.</summary>
    private static double RowLoss(Span<double> scores, int label, bool[] present, double share, Span<double> intercept)
    {
        for (int k = 0; k < scores.Length; k++)
        {
            if (!present[k])
                scores[k] = double.NegativeInfinity;
        }

        Probabilities.LogSoftmax(scores);
        double loss = -scores[label];
        for (int k = 0; k < scores.Length; k++)
            scores[k] = (Math.Exp(scores[k]) - (k == label ? 1 : 0)) * share;
        TensorPrimitives.Add(intercept, scores, intercept);
        return loss;
    }
}
