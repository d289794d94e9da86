using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>Makes one vector of the hidden states of a text, as sentence-transformers does.</summary>
internal static class SentencePooling
{
    /// <summary>Pools.</summary>
    /// <param name="hidden"><c>[batch, length, hidden]</c>.</param>
    /// <param name="mask">1 for tokens and 0 for padding, <c>[batch, length]</c>, float.</param>
    /// <param name="mode">How.</param>
    /// <returns><c>[batch, hidden]</c>.</returns>
    internal static Tensor Pool(Tensor hidden, Tensor mask, PoolingMode mode) => mode switch
    {
        PoolingMode.FirstToken => hidden.select(1, 0),
        PoolingMode.Max => hidden.masked_fill(mask.eq(0).unsqueeze(-1), float.NegativeInfinity).amax([1]),
        _ => (hidden * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim: true).clamp_min(1e-9),
    };
}
