using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>
/// One layer of either side of a translation model: attention, in a decoder attention to the source, and a feed-forward part, each added to its input and
/// normalised before (Wang et al. 2019) or after (Vaswani et al. 2017).
/// </summary>
internal sealed class StackLayer : nn.Module
{
    private readonly bool _normFirst;
    private readonly SelfAttention _attention;
    private readonly NormLayer _attentionNorm;
    private readonly CrossAttention? _cross;
    private readonly NormLayer? _crossNorm;
    private readonly LinearLayer _intermediate;
    private readonly Func<Tensor, Tensor> _activation;
    private readonly LinearLayer _output;
    private readonly NormLayer _outputNorm;

    internal StackLayer(StackConfig config, int? sourceWidth, LinearKernel kernel)
        : base(nameof(StackLayer))
    {
        int width = config.HiddenSize;
        _normFirst = config.NormFirst;
        register_module("attention", _attention = new SelfAttention(width, config.Heads, kernel));
        register_module("attention_norm", _attentionNorm = new NormLayer(width, config.LayerNormEpsilon));
        if (sourceWidth is { } source)
        {
            register_module("cross", _cross = new CrossAttention(width, source, config.Heads, kernel));
            register_module("cross_norm", _crossNorm = new NormLayer(width, config.LayerNormEpsilon));
        }

        register_module("intermediate", _intermediate = new LinearLayer(width, config.IntermediateSize, kernel: kernel));
        _activation = ActivationFunction.Of(config.Activation);
        register_module("output", _output = new LinearLayer(config.IntermediateSize, width, kernel: kernel));
        register_module("output_norm", _outputNorm = new NormLayer(width, config.LayerNormEpsilon));
    }

    /// <summary>Keys and values of the source for this layer.</summary>
    internal SourceStates Project(Tensor states) => _cross!.Project(states);

    /// <summary>Runs the layer.</summary>
    /// <param name="hidden"><c>[rows, length, hidden]</c>.</param>
    /// <param name="mask">Added to the scores of its own attention; null for nothing.</param>
    /// <param name="cache">Keys and values of the tokens before; null for none.</param>
    /// <param name="source">The source, in a decoder.</param>
    /// <param name="sourceMask">Added to the scores of the attention to the source; null where nothing is padded.</param>
    /// <param name="dropout">Draws dropout masks; null outside training.</param>
    /// <returns><c>[rows, length, hidden]</c>.</returns>
    internal Tensor Forward(Tensor hidden, Tensor? mask, LayerCache? cache, SourceStates? source, Tensor? sourceMask, DropoutSource? dropout)
    {
        hidden = Add(hidden, _attentionNorm, dropout, x => _attention.Forward(x, mask, dropout, cache));
        if (_cross is not null)
            hidden = Add(hidden, _crossNorm!, dropout, x => _cross.Forward(x, source!.Value, sourceMask, dropout));
        return Add(hidden, _outputNorm, dropout, x => _output.forward(Inner(x, dropout)));
    }

    /// <summary>The weights of the layer of a number, after a side's prefix.</summary>
    internal IEnumerable<NamedWeight> Weights(int number)
    {
        IEnumerable<NamedWeight> own =
        [
            .. _attention.Query.Under(EncoderTensors.Query(number)),
            .. _attention.Key.Under(EncoderTensors.Key(number)),
            .. _attention.Value.Under(EncoderTensors.Value(number)),
            .. _attention.Output.Under(EncoderTensors.AttentionOutput(number)),
            .. _attentionNorm.Under(EncoderTensors.AttentionNorm(number)),
            .. _intermediate.Under(EncoderTensors.Intermediate(number)),
            .. _output.Under(EncoderTensors.Output(number)),
            .. _outputNorm.Under(EncoderTensors.OutputNorm(number)),
        ];
        return _cross is null ? own :
        [
            .. own,
            .. _cross.Query.Under(TranslationTensors.CrossQuery(number)),
            .. _cross.Key.Under(TranslationTensors.CrossKey(number)),
            .. _cross.Value.Under(TranslationTensors.CrossValue(number)),
            .. _cross.Output.Under(TranslationTensors.CrossOutput(number)),
            .. _crossNorm!.Under(TranslationTensors.CrossNorm(number)),
        ];
    }

    private Tensor Inner(Tensor x, DropoutSource? dropout)
    {
        Tensor inner = _activation(_intermediate.forward(x));
        return dropout is null ? inner : dropout.ApplyToActivation(inner);
    }

    private Tensor Add(Tensor hidden, NormLayer norm, DropoutSource? dropout, Func<Tensor, Tensor> part)
    {
        Tensor made = part(_normFirst ? norm.forward(hidden) : hidden);
        Tensor sum = hidden + (dropout is null ? made : dropout.Apply(made));
        return _normFirst ? sum : norm.forward(sum);
    }
}
