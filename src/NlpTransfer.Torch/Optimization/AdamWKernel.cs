using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace NlpTransfer.Torch;

/// <summary>The loops of AdamW over plain memory.</summary>
internal static class AdamWKernel
{
    /// <summary>Sum of squares: partial sums of a block in single precision, blocks in double.</summary>
    internal static double SquaredNorm(ReadOnlySpan<float> values)
    {
        const int block = 4096;
        double sum = 0;
        for (int start = 0; start < values.Length; start += block)
        {
            ReadOnlySpan<float> part = values.Slice(start, Math.Min(block, values.Length - start));
            sum += TensorPrimitives.SumOfSquares(part);
        }

        return sum;
    }

    /// <summary>One step for all values of a parameter.</summary>
    internal static void Update(Span<float> weights, ReadOnlySpan<float> gradients, Span<float> first, Span<float> second, AdamWFactors f)
    {
        Span<Vector<float>> w = MemoryMarshal.Cast<float, Vector<float>>(weights);
        ReadOnlySpan<Vector<float>> g = MemoryMarshal.Cast<float, Vector<float>>(gradients);
        Span<Vector<float>> m = MemoryMarshal.Cast<float, Vector<float>>(first);
        Span<Vector<float>> v = MemoryMarshal.Cast<float, Vector<float>>(second);
        Vector<float> epsilon = new(f.Epsilon);
        for (int i = 0; i < w.Length; i++)
        {
            Vector<float> gradient = g[i] * f.GradientScale;
            m[i] = (m[i] * f.Beta1) + (gradient * (1 - f.Beta1));
            v[i] = (v[i] * f.Beta2) + (gradient * gradient * (1 - f.Beta2));
            w[i] = (w[i] * f.Keep) - (m[i] * f.Rate / ((Vector.SquareRoot(v[i]) * f.SecondScale) + epsilon));
        }

        int rest = w.Length * Vector<float>.Count;
        if (rest < weights.Length)
            UpdateRest(weights[rest..], gradients[rest..], first[rest..], second[rest..], f);
    }

    /// <summary><c>w + share (start - w)</c>.</summary>
    internal static void PullBack(Span<float> weights, ReadOnlySpan<float> start, float share)
    {
        for (int i = 0; i < weights.Length; i++)
            weights[i] += share * (start[i] - weights[i]);
    }

    private static void UpdateRest(Span<float> weights, ReadOnlySpan<float> gradients, Span<float> first, Span<float> second, AdamWFactors f)
    {
        for (int i = 0; i < weights.Length; i++)
        {
            float gradient = gradients[i] * f.GradientScale;
            first[i] = (first[i] * f.Beta1) + (gradient * (1 - f.Beta1));
            second[i] = (second[i] * f.Beta2) + (gradient * gradient * (1 - f.Beta2));
            weights[i] = (weights[i] * f.Keep) - (first[i] * f.Rate / ((MathF.Sqrt(second[i]) * f.SecondScale) + f.Epsilon));
        }
    }
}
