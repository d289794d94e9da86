namespace NlpTransfer;

/// <summary>What stands between the two products of a feed-forward layer, or of a head.</summary>
public enum Activation
{
    /// <summary>x times the normal distribution function, exactly (Hendrycks and Gimpel 2016): <c>gelu</c>.</summary>
    Gelu,

    /// <summary>The same through tanh: <c>gelu_new</c>, <c>gelu_fast</c>, <c>gelu_pytorch_tanh</c>.</summary>
    GeluTanh,

    /// <summary>The positive part: <c>relu</c>.</summary>
    Relu,

    /// <summary>x times its logistic function: <c>silu</c>, <c>swish</c>.</summary>
    Silu,

    /// <summary>The hyperbolic tangent: <c>tanh</c>, in the heads of classifiers.</summary>
    Tanh,
}
