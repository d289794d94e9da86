using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>Logits over the vocabulary: linear, activation, layer norm, and the output embeddings, tied to the input's or not (Devlin et al. 2019).</summary>
internal sealed class MaskedLanguageModelHead : nn.Module<Tensor, Tensor>, IWeights
{
    private readonly LinearKernel _kernel;
    private readonly LinearLayer _dense;
    private readonly NormLayer _norm;
    private readonly Parameter? _decoder;
    private readonly Parameter _tied;
    private readonly Parameter _bias;
    private readonly Func<Tensor, Tensor> _activation;

    internal MaskedLanguageModelHead(EncoderFamily family, TorchEncoder encoder)
        : base(nameof(MaskedLanguageModelHead))
    {
        EncoderConfig config = encoder.Config;
        _kernel = encoder.Kernel;
        _dense = new LinearLayer(config.HiddenSize, config.HiddenSize, kernel: _kernel);
        _norm = new NormLayer(config.HiddenSize, config.LayerNormEpsilon);
        _activation = ActivationFunction.Of(family.MaskedActivation ?? config.Activation);
        _decoder = config.TieWordEmbeddings ? null : new Parameter(zeros(config.VocabularySize, config.HiddenSize));
        _tied = encoder.WordEmbeddings;
        _bias = new Parameter(zeros(config.VocabularySize));
        register_module("dense", _dense);
        register_module("norm", _norm);
        if (_decoder is not null)
            register_parameter("decoder", _decoder);
        register_parameter("bias", _bias);
    }

    public IEnumerable<NamedWeight> NamedWeights
    {
        get
        {
            IEnumerable<NamedWeight> own = _dense.Under(EncoderTensors.MaskedDense).Concat(_norm.Under(EncoderTensors.MaskedNorm));
            if (_decoder is not null)
                own = own.Append(new(EncoderTensors.MaskedDecoder + ".weight", _decoder));
            return own.Append(new(EncoderTensors.MaskedBias, _bias));
        }
    }

    /// <summary>Logits.</summary>
    /// <param name="input">Last hidden states, <c>[..., hidden]</c>; for training only those of the positions that are predicted, which is several times faster.</param>
    /// <returns><c>[..., vocabulary]</c>.</returns>
    public override Tensor forward(Tensor input) =>
        _kernel.Apply(_norm.forward(_activation(_dense.forward(input))), _decoder ?? _tied, _bias);
}
