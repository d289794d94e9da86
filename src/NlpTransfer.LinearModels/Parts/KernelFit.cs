using System.Numerics.Tensors;

namespace NlpTransfer.LinearModels;

/// <summary>Collapses a solved kernel into weights: nothing of the rows is kept.</summary>
internal static class KernelFit
{
    /// <summary>The part, with feature set 0 where the letters kernel takes part.</summary>
    public static LinearPart Collapse(KernelSystem system, DenseMatrix factors, double scale)
    {
        (DenseMatrix? onVectors, double[]? onLetters) = system.Collapse(factors);
        double[] bias = [.. system.Prior];
        for (int place = 0; onLetters is not null && place < onLetters.Length; place++)
            bias[place % system.Classes] -= system.LettersMean[place / system.Classes] * onLetters[place];
        return new LinearPart
        {
            Kind = LinearPart.KernelName,
            Centering = onVectors is null ? null : system.View.CenterTarget(),
            VectorWeights = onVectors is null ? [] : ToSingles(onVectors.Values),
            Features = onLetters is null ? -1 : 0,
            FeatureWeights = onLetters is null ? [] : ToSingles(onLetters),
            Bias = bias,
            Scale = scale,
        };
    }

    public static float[] ToSingles(double[] values)
    {
        float[] result = new float[values.Length];
        TensorPrimitives.ConvertTruncating<double, float>(values, result);
        return result;
    }
}
