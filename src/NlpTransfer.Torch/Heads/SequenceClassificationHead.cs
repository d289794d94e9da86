using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>
/// A classifier on the first token: a linear layer (the encoder's pooler, or one of the head's own), an activation, and a linear layer to the labels. Which of
/// these a family has, its table says: <c>...ForSequenceClassification</c> of the reference library.
/// </summary>
internal sealed class SequenceClassificationHead : nn.Module<Tensor, DropoutSource?, Tensor>, IWeights
{
    private readonly string _denseName;
    private readonly bool _dropsInput;
    private readonly LinearLayer _dense;
    private readonly Func<Tensor, Tensor> _activation;
    private readonly LinearLayer _classifier;

    internal SequenceClassificationHead(EncoderFamily family, EncoderConfig config, LinearKernel kernel)
        : base(nameof(SequenceClassificationHead))
    {
        _denseName = family.Names.ClassifierDense is null ? EncoderTensors.Pooler : EncoderTensors.ClassifierDense;
        _dropsInput = family.DropsClassifierInput;
        _activation = ActivationFunction.Of(family.ClassifierActivation);
        _dense = new LinearLayer(config.HiddenSize, config.HiddenSize, kernel: kernel);
        _classifier = new LinearLayer(config.HiddenSize, config.Labels!.Count, kernel: kernel);
        register_module("dense", _dense);
        register_module("classifier", _classifier);
    }

    public IEnumerable<NamedWeight> NamedWeights => _dense.Under(_denseName).Concat(_classifier.Under(EncoderTensors.Classifier));

    /// <summary>Logits.</summary>
    /// <param name="input">Last hidden states, <c>[batch, length, hidden]</c>.</param>
    /// <param name="dropout">Draws the masks of the vectors before the products; null outside training.</param>
    /// <returns><c>[batch, labels]</c>.</returns>
    public override Tensor forward(Tensor input, DropoutSource? dropout)
    {
        Tensor first = input.select(1, 0);
        Tensor inner = _activation(_dense.forward(_dropsInput && dropout is not null ? dropout.Apply(first) : first));
        return _classifier.forward(dropout is null ? inner : dropout.Apply(inner));
    }
}
