namespace NlpTransfer;

/// <summary>How the layers of an encoder are built. A family belongs to one.</summary>
public enum EncoderStack
{
    /// <summary>Learnt positions, and a layer norm after each residual sum (Devlin et al. 2019): BERT and those like it.</summary>
    PostNorm,
}
