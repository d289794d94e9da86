namespace NlpTransfer.LinearModels;

/// <summary>
/// The part of a classifier that reads vectors, as one linear layer on vectors of unit length: what another library can run after the encoder. Letters, where
/// they take part, are left out.
/// </summary>
internal static class VectorHead
{
    /// <summary>Collapses centring, weights, scale, the parts' own weights and the classifier's strength.</summary>
    /// <remarks>
    /// A log-softmax only shifts all scores of a text alike, so the log-softmax of a weighted sum of log-softmaxes is that of the weighted sum of the
    /// scores, and nothing is lost.
    /// </remarks>
    /// <returns>The layer, whose outputs are logits; null where no part reads vectors.</returns>
    internal static DenseLayer? Of(CombinedClassifier classifier)
    {
        int inputs = classifier.Dimension, outputs = classifier.Labels.Count;
        if (inputs == 0)
            return null;

        double[] weight = new double[inputs * outputs];
        double[] bias = new double[outputs];
        foreach ((LinearPart part, double partWeight) in classifier.LinearParts.Where(p => p.Part is LinearPart { Centering: not null }).Select(p => ((LinearPart)p.Part, p.Weight)))
        {
            VectorCentering centering = part.Centering!;
            double factor = classifier.Strength * partWeight * part.Scale;
            for (int k = 0; k < outputs; k++)
            {
                bias[k] += factor * part.Bias[k];
                for (int i = 0; i < inputs; i++)
                {
                    double value = factor * part.VectorWeights[(k * inputs) + i] / centering.Length;
                    weight[(k * inputs) + i] += value;
                    bias[k] -= value * centering.Mean[i];
                }
            }
        }

        return new DenseLayer(inputs, outputs, [.. weight.Select(value => (float)value)], [.. bias.Select(value => (float)value)]);
    }
}
