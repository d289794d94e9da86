namespace NlpTransfer.LinearModels;

/// <summary>
/// Scores linear in a centred vector, in tf-idf features, or in both: the collapsed kernel, and the frozen head.
/// </summary>
internal sealed class LinearPart : IClassifierPart
{
    public const string KernelName = "kernel";
    public const string FrozenName = "frozen";

    public required string Kind { get; init; }

    /// <summary>How vectors are centred; null where none are read.</summary>
    public VectorCentering? Centering { get; init; }

    /// <summary><c>[classes, dimension]</c>; empty where none are read.</summary>
    public float[] VectorWeights { get; init; } = [];

    /// <summary>Number of the feature set, or -1.</summary>
    public int Features { get; init; } = -1;

    /// <summary><c>[features, classes]</c>.</summary>
    public float[] FeatureWeights { get; init; } = [];

    /// <summary><c>[classes]</c>.</summary>
    public required double[] Bias { get; init; }

    /// <summary>What scores are multiplied by before the log-softmax.</summary>
    public required double Scale { get; init; }

    public int Dimension => Centering?.Mean.Length ?? 0;

    public void Score(PartInput input, Span<double> goal)
    {
        ScoreRaw(input, goal);
        for (int k = 0; k < goal.Length; k++)
            goal[k] *= Scale;
        Probabilities.LogSoftmax(goal);
    }

    /// <summary>The scores before scale and log-softmax.</summary>
    public void ScoreRaw(PartInput input, Span<double> goal)
    {
        Bias.CopyTo(goal);
        if (Features >= 0)
            input.Features[Features].AddProduct(FeatureWeights, goal);
        if (Centering is null)
            return;
        ReadOnlySpan<double> vector = input.Centered(Centering);
        for (int k = 0; k < goal.Length; k++)
        {
            ReadOnlySpan<float> weights = VectorWeights.AsSpan(k * vector.Length, vector.Length);
            double sum = 0;
            for (int i = 0; i < vector.Length; i++)
                sum += vector[i] * weights[i];
            goal[k] += sum;
        }
    }
}
