using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>A classifier on the first token: a pooler (linear and tanh), then a linear layer, as <c>BertForSequenceClassification</c> has it.</summary>
internal sealed class SequenceClassificationHead : nn.Module<Tensor, DropoutSource?, Tensor>, IWeights
{
    private readonly LinearLayer _pooler;
    private readonly LinearLayer _classifier;

    internal SequenceClassificationHead(EncoderConfig config, LinearKernel kernel)
        : base(nameof(SequenceClassificationHead))
    {
        _pooler = new LinearLayer(config.HiddenSize, config.HiddenSize, kernel: kernel);
        _classifier = new LinearLayer(config.HiddenSize, config.Labels!.Count, kernel: kernel);
        register_module("pooler", _pooler);
        register_module("classifier", _classifier);
    }

    public IEnumerable<NamedWeight> NamedWeights => _pooler.Under(EncoderTensors.Pooler).Concat(_classifier.Under(EncoderTensors.Classifier));

    /// <summary>Logits.</summary>
    /// <param name="input">Last hidden states, <c>[batch, length, hidden]</c>.</param>
    /// <param name="dropout">Draws the mask of the pooled vector; null outside training.</param>
    /// <returns><c>[batch, labels]</c>.</returns>
    public override Tensor forward(Tensor input, DropoutSource? dropout)
    {
        Tensor pooled = _pooler.forward(input.select(1, 0)).tanh();
        return _classifier.forward(dropout is null ? pooled : dropout.Apply(pooled));
    }
}
