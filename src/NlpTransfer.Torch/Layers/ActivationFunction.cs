using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>The activation functions of encoders, as operations on tensors.</summary>
internal static class ActivationFunction
{
    internal static Func<Tensor, Tensor> Of(Activation activation) => activation switch
    {
        Activation.Gelu => x => nn.functional.gelu(x),
        Activation.GeluTanh => TanhGelu,
        Activation.Relu => x => nn.functional.relu(x),
        Activation.Silu => x => nn.functional.silu(x),
        Activation.Tanh => x => x.tanh(),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "no such activation"),
    };

    // 0.5 x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))): Hendrycks and Gimpel 2016.
    private static Tensor TanhGelu(Tensor x) => x * 0.5 * (((x + (x.pow(3) * 0.044715)) * Math.Sqrt(2 / Math.PI)).tanh() + 1);
}
