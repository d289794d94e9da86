using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>Scaled dot-product attention (Vaswani et al. 2017): fused by libtorch, or in steps where attention weights are dropped.</summary>
internal static class AttentionWeights
{
    /// <summary>Weighs values by how queries meet keys.</summary>
    /// <param name="query"><c>[batch, heads, length, width]</c>.</param>
    /// <param name="key"><c>[batch, heads, all, width]</c>.</param>
    /// <param name="value"><c>[batch, heads, all, width]</c>.</param>
    /// <param name="mask">Added to the scores; null for nothing.</param>
    /// <param name="dropout">Draws the masks of attention weights; null outside training.</param>
    /// <returns><c>[batch, heads, length, width]</c>.</returns>
    internal static Tensor Apply(Tensor query, Tensor key, Tensor value, Tensor? mask, DropoutSource? dropout)
    {
        if (dropout is not { DropsAttention: true })
            return nn.functional.scaled_dot_product_attention(query, key, value, mask);
        Tensor scores = (query / Math.Sqrt(query.shape[^1])).matmul(key.transpose(-2, -1));
        if (mask is not null)
            scores += mask;
        return dropout.ApplyToAttention(scores.softmax(-1)).matmul(value);
    }
}
