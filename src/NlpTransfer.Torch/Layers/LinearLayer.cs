using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>
/// The one linear layer, <c>y = x Wᵀ + b</c>: every product of activations and weights goes through it. It asks its kernel, and nothing else
/// knows how products are computed. A low-rank adapter may stand beside it.
/// </summary>
internal sealed class LinearLayer : nn.Module<Tensor, Tensor>
{
    private readonly LinearKernel _kernel;

    /// <summary>Creates a layer whose weights are zero; they are filled from a model folder or initialised by the caller.</summary>
    /// <param name="inputs">Width of the input.</param>
    /// <param name="outputs">Width of the output.</param>
    /// <param name="hasBias">Whether a bias is added.</param>
    /// <param name="kernel">Computes the product; null for the processor's own in single precision.</param>
    internal LinearLayer(int inputs, int outputs, bool hasBias = true, LinearKernel? kernel = null)
        : this(LibTorch.Before(() => zeros(outputs, inputs)), hasBias ? zeros(outputs) : null, kernel)
    {
    }

    /// <summary>Creates a layer over given weights, which may be parts of others.</summary>
    /// <param name="weight"><c>[out, in]</c>, contiguous.</param>
    /// <param name="bias"><c>[out]</c>, or null.</param>
    /// <param name="kernel">Computes the product; null for the processor's own in single precision.</param>
    internal LinearLayer(Tensor weight, Tensor? bias, LinearKernel? kernel = null)
        : base(nameof(LinearLayer))
    {
        _kernel = kernel ?? LinearKernel.OfThisProcessor;
        Weight = new Parameter(weight);
        register_parameter("weight", Weight);
        if (bias is not null)
        {
            Bias = new Parameter(bias);
            register_parameter("bias", Bias);
        }
    }

    /// <summary>The weights, <c>[out, in]</c>.</summary>
    internal Parameter Weight { get; }

    /// <summary>The bias, <c>[out]</c>, or null.</summary>
    internal Parameter? Bias { get; }

    /// <summary>What is added to the layer's result; null for nothing.</summary>
    internal LoraAdapter? Adapter { get; private set; }

    /// <summary>Applies the layer to <c>[..., in]</c>.</summary>
    public override Tensor forward(Tensor input) => Apply(input, dropout: null);

    /// <summary>Applies the layer to <c>[..., in]</c>.</summary>
    /// <param name="input">The input.</param>
    /// <param name="dropout">Draws the masks of the adapter; null outside training.</param>
    internal Tensor Apply(Tensor input, DropoutSource? dropout)
    {
        Tensor output = _kernel.Apply(input, Weight, Bias);
        return Adapter is null ? output : output + Adapter.Apply(input, _kernel, dropout);
    }

    /// <summary>Puts an adapter beside the layer.</summary>
    internal void Attach(LoraAdapter adapter) => Adapter = adapter;

    /// <summary>Adds what the adapter does to the weight, and removes it.</summary>
    internal void MergeAdapter()
    {
        if (Adapter is null)
            return;
        Adapter.MergeInto(Weight);
        Adapter.Dispose();
        Adapter = null;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Adapter?.Dispose();
        base.Dispose(disposing);
    }
}
