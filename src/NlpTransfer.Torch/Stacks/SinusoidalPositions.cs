using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>Position embeddings that are computed (Vaswani et al. 2017), in the two conventions that translation models keep.</summary>
internal static class SinusoidalPositions
{
    /// <summary>The embeddings of all places: sines in the first half of the width, cosines in the second.</summary>
    /// <param name="config">The width, the number of places and the convention.</param>
    /// <returns><c>[places, hidden]</c>; place 0 is the first row, and where positions follow the padding id, its row is zero.</returns>
    internal static Tensor Of(StackConfig config)
    {
        int width = config.HiddenSize, half = width / 2;
        bool afterPadding = config.Positions == PositionKind.SinusoidalAfterPadding;
        int rows = config.MaxPositions + config.FirstPosition;
        Tensor table = zeros(rows, width);
        Span<float> values = TensorMemory.Of(table);
        for (int i = 0; i < half; i++)
        {
            // fairseq divides by one less than half the width, and its library computes the frequencies in single precision.
            double frequency = afterPadding
                ? MathF.Exp(i * -(float)(Math.Log(10000) / Math.Max(1, half - 1)))
                : 1 / Math.Pow(10000, 2.0 * i / width);
            for (int row = 0; row < rows; row++)
            {
                double angle = afterPadding ? row * (float)frequency : row * frequency;
                (values[(row * width) + i], values[(row * width) + half + i]) = ((float)Math.Sin(angle), (float)Math.Cos(angle));
            }
        }

        if (afterPadding)
            values.Slice(config.PaddingId * width, width).Clear();
        return table;
    }
}
