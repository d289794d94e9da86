using System.Numerics.Tensors;

namespace NlpTransfer;

/// <summary>Adds a product of two narrow matrices to a weight (Hu et al. 2021): <c>W + s B A</c>, summed in double precision and rounded once.</summary>
internal static class LowRankUpdate
{
    /// <summary>Adds it in place.</summary>
    /// <param name="weight"><c>[outputs, inputs]</c>, row-major.</param>
    /// <param name="down">A, <c>[rank, inputs]</c>.</param>
    /// <param name="up">B, <c>[outputs, rank]</c>.</param>
    /// <param name="rank">The inner dimension.</param>
    /// <param name="scale">s.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    internal static void Add(Span<float> weight, ReadOnlySpan<float> down, ReadOnlySpan<float> up, int rank, double scale)
    {
        int inputs = down.Length / rank, outputs = up.Length / rank;
        if (down.Length != rank * inputs || up.Length != rank * outputs || weight.Length != outputs * inputs)
            throw new ArgumentException($"A of {down.Length}, B of {up.Length} and W of {weight.Length} values do not fit the rank {rank}.", nameof(weight));
        double[] reads = new double[down.Length], sum = new double[inputs];
        TensorPrimitives.ConvertTruncating(down, reads);
        for (int output = 0; output < outputs; output++)
        {
            Span<float> row = weight.Slice(output * inputs, inputs);
            TensorPrimitives.ConvertTruncating<float, double>(row, sum);
            for (int k = 0; k < rank; k++)
                TensorPrimitives.MultiplyAdd(reads.AsSpan(k * inputs, inputs), scale * up[(output * rank) + k], sum, sum);
            TensorPrimitives.ConvertTruncating<double, float>(sum, row);
        }
    }
}
