using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>Logits over the target vocabulary: the output embeddings, tied to the decoder's or not, with a product, an activation and a norm before them where the family has these.</summary>
internal sealed class TranslationHead : nn.Module<Tensor, Tensor>, IWeights
{
    private readonly LinearKernel _kernel;
    private readonly LinearLayer? _dense;
    private readonly NormLayer? _norm;
    private readonly Func<Tensor, Tensor> _activation;
    private readonly Parameter? _decoder;
    private readonly Parameter _tied;
    private readonly Parameter? _bias;

    internal TranslationHead(TranslationConfig config, Parameter targetWords, LinearKernel kernel)
        : base(nameof(TranslationHead))
    {
        int width = config.Decoder.HiddenSize;
        (_kernel, _tied, _activation) = (kernel, targetWords, ActivationFunction.Of(config.HeadActivation));
        if (config.TransformsOutput)
        {
            register_module("dense", _dense = new LinearLayer(width, width, kernel: kernel));
            register_module("norm", _norm = new NormLayer(width, config.Decoder.LayerNormEpsilon));
        }

        if (!config.TiesOutput)
            register_parameter("decoder", _decoder = new Parameter(zeros(config.Decoder.VocabularySize, width)));
        // Marian's bias, of two dimensions, is no parameter in the reference library: training leaves it as it is.
        if (config.OutputBiasShape.Count > 0)
            register_parameter("bias", _bias = new Parameter(zeros([.. config.OutputBiasShape]), requires_grad: config.OutputBiasShape.Count == 1));
    }

    public IEnumerable<NamedWeight> NamedWeights
    {
        get
        {
            foreach (NamedWeight weight in _dense?.Under(TranslationTensors.HeadDense) ?? [])
                yield return weight;
            foreach (NamedWeight weight in _norm?.Under(TranslationTensors.HeadNorm) ?? [])
                yield return weight;
            if (_decoder is not null)
                yield return new(TranslationTensors.HeadDecoder + ".weight", _decoder);
            if (_bias is not null)
                yield return new(TranslationTensors.HeadBias, _bias);
        }
    }

    /// <summary>Logits.</summary>
    /// <param name="input">The decoder's last hidden states, <c>[..., hidden]</c>.</param>
    /// <returns><c>[..., vocabulary]</c>.</returns>
    public override Tensor forward(Tensor input)
    {
        Tensor inner = _dense is null ? input : _norm!.forward(_activation(_dense.forward(input)));
        return _kernel.Apply(inner, _decoder ?? _tied, _bias?.view(-1));
    }
}
