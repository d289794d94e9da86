namespace NlpTransfer.Torch;

/// <summary>The precision in which products of activations and weights are computed. Weights and everything else are singles either way.</summary>
public enum LinearPrecision
{
    /// <summary>Single precision.</summary>
    Float32,

    /// <summary>Factors rounded to bfloat16, sums in single precision: about twice as fast where the processor has instructions for it, refused elsewhere.</summary>
    BFloat16,
}
