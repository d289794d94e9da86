using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>
/// A low-rank adapter beside a linear layer (Hu et al. 2021). B begins with zeros, so that at first nothing changes; A is drawn as the reference library draws it,
/// evenly from <c>±1/√inputs</c>.
/// </summary>
internal sealed class LoraAdapter : nn.Module
{
    private readonly double _scale;
    private readonly double _dropout;

    internal LoraAdapter(int inputs, int outputs, LoraOptions options, CounterRandom random)
        : base(nameof(LoraAdapter))
    {
        (_scale, _dropout) = (options.Scale, options.Dropout);
        Down = new Parameter(zeros(options.Rank, inputs));
        Up = new Parameter(zeros(outputs, options.Rank));
        double bound = 1 / Math.Sqrt(inputs);
        foreach (ref float value in TensorMemory.Of(Down))
            value = (float)(bound * ((2 * random.NextDouble()) - 1));
        register_parameter("down", Down);
        register_parameter("up", Up);
    }

    /// <summary>A, <c>[rank, inputs]</c>.</summary>
    internal Parameter Down { get; }

    /// <summary>B, <c>[outputs, rank]</c>.</summary>
    internal Parameter Up { get; }

    /// <summary>What is added to the layer's result.</summary>
    /// <param name="input"><c>[..., inputs]</c>.</param>
    /// <param name="kernel">Computes the products.</param>
    /// <param name="dropout">Draws the masks of what is read; null outside training.</param>
    /// <returns><c>[..., outputs]</c>.</returns>
    internal Tensor Apply(Tensor input, LinearKernel kernel, DropoutSource? dropout)
    {
        Tensor read = dropout is null ? input : dropout.Apply(input, _dropout);
        return kernel.Apply(kernel.Apply(read, Down, null), Up, null) * _scale;
    }

    /// <summary>Adds what the adapter does to the layer's weight.</summary>
    /// <param name="weight"><c>[outputs, inputs]</c>, contiguous.</param>
    internal void MergeInto(Tensor weight) =>
        LowRankUpdate.Add(TensorMemory.Of(weight), TensorMemory.Of(Down), TensorMemory.Of(Up), (int)Down.shape[0], _scale);
}
