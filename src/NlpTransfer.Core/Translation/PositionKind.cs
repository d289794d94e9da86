namespace NlpTransfer;

/// <summary>How a stack tells its tokens where they stand.</summary>
public enum PositionKind
{
    /// <summary>A matrix that is learnt (Devlin et al. 2019).</summary>
    Learned,

    /// <summary>Sines, then cosines, of the place times 10000^(-2i/width), counted from 0, padding included: Marian.</summary>
    SinusoidalByPlace,

    /// <summary>
    /// Sines, then cosines, of the place times 10000^(-i/(width/2 - 1)), counted over tokens from one after the padding id, and nothing for padding: fairseq's
    /// convention, which M2M-100 and NLLB keep.
    /// </summary>
    SinusoidalAfterPadding,
}
