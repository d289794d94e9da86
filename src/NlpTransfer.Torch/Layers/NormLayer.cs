using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>Layer normalisation over the last dimension, with weight and bias (Ba et al. 2016).</summary>
internal sealed class NormLayer : nn.Module<Tensor, Tensor>
{
    private readonly long[] _shape;
    private readonly double _epsilon;

    internal NormLayer(int width, double epsilon)
        : base(nameof(NormLayer))
    {
        (_shape, _epsilon) = ([width], epsilon);
        Weight = new Parameter(ones(width));
        Bias = new Parameter(zeros(width));
        register_parameter("weight", Weight);
        register_parameter("bias", Bias);
    }

    internal Parameter Weight { get; }

    internal Parameter Bias { get; }

    public override Tensor forward(Tensor input) => nn.functional.layer_norm(input, _shape, Weight, Bias, _epsilon);
}
