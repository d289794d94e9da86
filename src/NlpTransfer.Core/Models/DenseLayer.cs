namespace NlpTransfer;

/// <summary>A linear layer on a sentence vector, without an activation: a projection, or a classifier whose outputs are logits.</summary>
public sealed record DenseLayer
{
    /// <summary>Creates a layer.</summary>
    /// <param name="inputs">The width of the vector that comes in.</param>
    /// <param name="outputs">The width of what comes out.</param>
    /// <param name="weight">The matrix, row-major, <c>[outputs, inputs]</c>.</param>
    /// <param name="bias">The bias, <c>[outputs]</c>, or null.</param>
    /// <exception cref="ArgumentException">The arrays do not have these sizes.</exception>
    public DenseLayer(int inputs, int outputs, float[] weight, float[]? bias)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        if (weight.Length != (long)inputs * outputs || (bias is not null && bias.Length != outputs))
            throw new ArgumentException($"A layer from {inputs} to {outputs} has a matrix of {(long)inputs * outputs} and a bias of {outputs} values.", nameof(weight));
        (Inputs, Outputs, Weight, Bias) = (inputs, outputs, weight, bias);
    }

    /// <summary>The width of the vector that comes in.</summary>
    public int Inputs { get; }

    /// <summary>The width of what comes out.</summary>
    public int Outputs { get; }

    /// <summary>The matrix, row-major, <c>[outputs, inputs]</c>.</summary>
    public float[] Weight { get; }

    /// <summary>The bias, <c>[outputs]</c>, or null.</summary>
    public float[]? Bias { get; }
}
