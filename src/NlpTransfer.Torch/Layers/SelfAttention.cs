using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>
/// Multi-head self-attention (Vaswani et al. 2017). The weights of queries, keys and values lie one after the other in one piece of memory, so that
/// one product gives all three; each is a parameter of its own all the same, as the families' files have it.
/// </summary>
internal sealed class SelfAttention : nn.Module<Tensor, Tensor?, DropoutSource?, Tensor>
{
    private readonly int _heads;
    private readonly LinearKernel _kernel;
    private readonly Tensor _jointWeight;
    private readonly Tensor _jointBias;

    internal SelfAttention(int width, int heads, LinearKernel kernel)
        : base(nameof(SelfAttention))
    {
        (_heads, _kernel) = (heads, kernel);
        _jointWeight = zeros(3 * width, width).DetachFromDisposeScope();
        _jointBias = zeros(3 * width).DetachFromDisposeScope();
        Query = Part(0, width);
        Key = Part(1, width);
        Value = Part(2, width);
        Output = new LinearLayer(width, width, kernel: kernel);
        register_module("query", Query);
        register_module("key", Key);
        register_module("value", Value);
        register_module("output", Output);
    }

    internal LinearLayer Query { get; }

    internal LinearLayer Key { get; }

    internal LinearLayer Value { get; }

    internal LinearLayer Output { get; }

    /// <summary>Attends.</summary>
    /// <param name="hidden"><c>[batch, length, hidden]</c>.</param>
    /// <param name="mask">As for <see cref="EncoderLayer"/>.</param>
    /// <param name="dropout">Draws the masks of attention weights; null outside training.</param>
    /// <returns><c>[batch, length, hidden]</c>.</returns>
    public override Tensor forward(Tensor hidden, Tensor? mask, DropoutSource? dropout) => Forward(hidden, mask, dropout, cache: null);

    /// <summary>Attends to what came before too.</summary>
    /// <param name="hidden"><c>[batch, length, hidden]</c>.</param>
    /// <param name="mask">Added to the scores, of a shape that <c>[batch, heads, length, all]</c> can be made of.</param>
    /// <param name="dropout">As above.</param>
    /// <param name="cache">Keys and values of the tokens before; those of these tokens are added to it. Null for none.</param>
    internal Tensor Forward(Tensor hidden, Tensor? mask, DropoutSource? dropout, LayerCache? cache)
    {
        long batch = hidden.shape[0], length = hidden.shape[1], width = hidden.shape[2];
        Tensor[] parts = [.. Project(hidden).view(batch, length, 3, _heads, width / _heads).unbind(2)];
        LinearLayer[] layers = [Query, Key, Value];
        for (int i = 0; i < parts.Length; i++)
        {
            if (layers[i].Adapter is { } adapter)
                parts[i] += adapter.Apply(hidden, _kernel, dropout).view(batch, length, _heads, width / _heads);
            parts[i] = parts[i].transpose(1, 2);
        }

        (Tensor key, Tensor value) = cache is null ? (parts[1], parts[2]) : cache.Append(parts[1], parts[2]);
        Tensor attended = AttentionWeights.Apply(parts[0], key, value, mask, dropout);
        return Output.Apply(attended.transpose(1, 2).reshape(batch, length, width), dropout);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _jointWeight.Dispose();
            _jointBias.Dispose();
        }

        base.Dispose(disposing);
    }

    // Where gradients are wanted they have to find their way to each parameter: the parts are joined anew, which costs a copy of the weights.
    private Tensor Project(Tensor hidden)
    {
        bool trains = is_grad_enabled() && (Query.Weight.requires_grad || Key.Weight.requires_grad || Value.Weight.requires_grad
            || Query.Bias!.requires_grad || Key.Bias!.requires_grad || Value.Bias!.requires_grad);
        return trains
            ? _kernel.Apply(hidden, cat([Query.Weight, Key.Weight, Value.Weight]), cat([Query.Bias!, Key.Bias!, Value.Bias!]))
            : _kernel.Apply(hidden, _jointWeight, _jointBias);
    }

    private LinearLayer Part(int index, int width) =>
        new(_jointWeight.narrow(0, index * width, width).detach(), _jointBias.narrow(0, index * width, width).detach(), _kernel);
}
