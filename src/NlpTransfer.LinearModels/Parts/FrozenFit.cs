namespace NlpTransfer.LinearModels;

/// <summary>Fits the logistic regression on centred vectors.</summary>
internal sealed class FrozenFit(TrainingView view)
{
    private readonly DenseRows _rows = new(view.CenteredVectors());
    private readonly int[] _labels = view.Labels;

    /// <summary>Fits for one strength of the penalty.</summary>
    public LogisticRegression Fit(double c, double tolerance, LogisticRegression? start, CancellationToken cancellationToken) =>
        LogisticRegression.Fit(_rows, _labels, view.Set.Classes.Length, c, tolerance, start, cancellationToken);

    public LinearPart ToPart(LogisticRegression fitted, double strength)
    {
        int classes = fitted.Intercepts.Length, dimension = fitted.Weights.Length / classes;
        float[] weights = new float[fitted.Weights.Length];
        for (int i = 0; i < weights.Length; i++)
            weights[i % classes * dimension + i / classes] = (float)fitted.Weights[i];
        return new LinearPart { Kind = LinearPart.FrozenName, Centering = view.CenterTarget(), VectorWeights = weights, Bias = fitted.Intercepts, Scale = strength };
    }
}
