using System.Numerics.Tensors;
using NlpTransfer.Metrics;

namespace NlpTransfer.Training;

/// <summary>Cosines between two encoders' vectors of the same texts.</summary>
internal static class VectorAgreement
{
    /// <summary>The cosine of each text, plain and with each side's mean taken away.</summary>
    /// <param name="one">Vectors of the one encoder, a row a text, of unit length.</param>
    /// <param name="two">Vectors of the other.</param>
    internal static (double[] Plain, double[] Centred) Cosines(IReadOnlyList<float[]> one, IReadOnlyList<float[]> two)
    {
        float[] meanOfOne = Mean(one), meanOfTwo = Mean(two);
        double[] plain = new double[one.Count], centred = new double[one.Count];
        for (int row = 0; row < one.Count; row++)
        {
            plain[row] = UnitVector.Cosine(one[row], two[row]);
            centred[row] = UnitVector.Cosine(Without(one[row], meanOfOne), Without(two[row], meanOfTwo));
        }

        return (plain, centred);
    }

    /// <summary>Cosines with their intervals over texts.</summary>
    internal static AgreementScore Score((double[] Plain, double[] Centred) cosines) => new(Of(cosines.Plain), Of(cosines.Centred));

    private static Score Of(double[] values) => Metrics.Score.Create(values.Average(), Bootstrap.OfMean(values), values.Length);

    private static float[] Mean(IReadOnlyList<float[]> vectors)
    {
        float[] mean = new float[vectors[0].Length];
        foreach (float[] vector in vectors)
            TensorPrimitives.Add(mean, vector, mean);
        TensorPrimitives.Divide(mean, vectors.Count, mean);
        return mean;
    }

    private static float[] Without(float[] vector, float[] mean)
    {
        float[] rest = new float[vector.Length];
        TensorPrimitives.Subtract(vector, mean, rest);
        return rest;
    }
}
