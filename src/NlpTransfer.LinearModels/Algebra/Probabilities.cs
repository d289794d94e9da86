using System.Numerics.Tensors;

namespace NlpTransfer.LinearModels;

/// <summary>Scores to log-probabilities.</summary>
internal static class Probabilities
{
    /// <summary>Subtracts the logarithm of the sum of exponentials, in place.</summary>
    public static void LogSoftmax(Span<double> scores) => TensorPrimitives.Subtract(scores, LogSumExp(scores), scores);

    public static double LogSumExp(ReadOnlySpan<double> scores)
    {
        double largest = TensorPrimitives.Max(scores);
        double sum = 0;
        foreach (double score in scores)
            sum += Math.Exp(score - largest);
        return largest + Math.Log(sum);
    }
}
