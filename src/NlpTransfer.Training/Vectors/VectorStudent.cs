using NlpTransfer.Torch;
using static TorchSharp.torch;

namespace NlpTransfer.Training;

/// <summary>An encoder with its pooling: what learns to give vectors.</summary>
/// <param name="encoder">The encoder; not disposed with this.</param>
/// <param name="pooling">How states become a vector.</param>
internal sealed class VectorStudent(TorchEncoder encoder, PoolingMode pooling)
{
    internal TorchEncoder Encoder => encoder;

    /// <summary>Unit vectors, <c>[batch, hidden]</c>, before any linear layer that the folder puts on them.</summary>
    internal Tensor Vectors(TokenBatch tokens) => nn.functional.normalize(SentencePooling.Pool(encoder.Forward(tokens), tokens.Mask, pooling), 2, 1);
}
