using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>One post-norm Transformer layer (Vaswani et al. 2017; Devlin et al. 2019): self-attention and feed-forward, each added to its input and normalised.</summary>
internal sealed class EncoderLayer : nn.Module<Tensor, Tensor?, DropoutSource?, Tensor>
{
    private readonly SelfAttention _attention;
    private readonly NormLayer _attentionNorm;
    private readonly LinearLayer _intermediate;
    private readonly Func<Tensor, Tensor> _activation;
    private readonly LinearLayer _output;
    private readonly NormLayer _outputNorm;
    private readonly bool _dropsAttention;

    internal EncoderLayer(EncoderConfig config, LinearKernel kernel)
        : base(nameof(EncoderLayer))
    {
        int width = config.HiddenSize;
        _dropsAttention = config.DropsAttentionOutput;
        _attention = new SelfAttention(width, config.Heads, kernel);
        _attentionNorm = new NormLayer(width, config.LayerNormEpsilon);
        _intermediate = new LinearLayer(width, config.IntermediateSize, kernel: kernel);
        _activation = ActivationFunction.Of(config.Activation);
        _output = new LinearLayer(config.IntermediateSize, width, kernel: kernel);
        _outputNorm = new NormLayer(width, config.LayerNormEpsilon);
        register_module("attention", _attention);
        register_module("attention_norm", _attentionNorm);
        register_module("intermediate", _intermediate);
        register_module("output", _output);
        register_module("output_norm", _outputNorm);
    }

    /// <summary>Runs the layer.</summary>
    /// <param name="hidden"><c>[batch, length, hidden]</c>.</param>
    /// <param name="mask">Added to the attention scores, <c>[batch, 1, 1, length]</c>: 0 for tokens, minus infinity for padding; null where nothing is padded.</param>
    /// <param name="dropout">Draws dropout masks; null outside training.</param>
    /// <returns><c>[batch, length, hidden]</c>.</returns>
    public override Tensor forward(Tensor hidden, Tensor? mask, DropoutSource? dropout)
    {
        Tensor attended = _attentionNorm.forward(hidden + Drop(_attention.forward(hidden, mask, dropout), _dropsAttention ? dropout : null));
        Tensor inner = _activation(_intermediate.Apply(attended, dropout));
        return _outputNorm.forward(attended + Drop(_output.Apply(inner, dropout), dropout));
    }

    /// <summary>The weights of the layer of a number.</summary>
    internal IEnumerable<NamedWeight> Weights(int number) =>
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

    /// <summary>The products of the layer of a number.</summary>
    internal IEnumerable<Projection> Projections(int number) =>
    [
        new(LoraTargets.Query, EncoderTensors.Query(number), _attention.Query),
        new(LoraTargets.Key, EncoderTensors.Key(number), _attention.Key),
        new(LoraTargets.Value, EncoderTensors.Value(number), _attention.Value),
        new(LoraTargets.AttentionOutput, EncoderTensors.AttentionOutput(number), _attention.Output),
        new(LoraTargets.Intermediate, EncoderTensors.Intermediate(number), _intermediate),
        new(LoraTargets.Output, EncoderTensors.Output(number), _output),
    ];

    private static Tensor Drop(Tensor x, DropoutSource? dropout) => dropout is null ? x : dropout.Apply(x);
}
