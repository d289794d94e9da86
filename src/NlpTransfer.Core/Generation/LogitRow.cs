using System.Numerics.Tensors;

namespace NlpTransfer;

/// <summary>Sums over the logits of one row.</summary>
internal static class LogitRow
{
    private const int Part = 1024;

    /// <summary>The logarithm of the sum of the exponentials.</summary>
    public static double LogSum(ReadOnlySpan<float> logits)
    {
        float most = TensorPrimitives.Max(logits);
        if (float.IsNegativeInfinity(most))
            return most;
        Span<float> part = stackalloc float[Part];
        double sum = 0;
        for (; logits.Length > 0; logits = logits[Math.Min(Part, logits.Length)..])
        {
            ReadOnlySpan<float> from = logits[..Math.Min(Part, logits.Length)];
            Span<float> to = part[..from.Length];
            TensorPrimitives.Subtract(from, most, to);
            TensorPrimitives.Exp<float>(to, to);
            sum += TensorPrimitives.Sum<float>(to);
        }

        return most + Math.Log(sum);
    }

    /// <summary>The same over the tokens that are left.</summary>
    public static double LogSum(ReadOnlySpan<float> logits, IReadOnlySet<int> banned)
    {
        if (banned.Count == 0)
            return LogSum(logits);
        float[] left = logits.ToArray();
        foreach (int token in banned.Where(token => token < left.Length))
            left[token] = float.NegativeInfinity;
        return LogSum(left);
    }
}
