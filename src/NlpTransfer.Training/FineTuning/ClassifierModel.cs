using NlpTransfer.Torch;
using TorchSharp;
using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace NlpTransfer.Training;

/// <summary>An encoder with a linear head on its mean-pooled states: what fine-tuning trains.</summary>
/// <param name="encoder">The encoder.</param>
/// <param name="head">From the hidden width to the labels.</param>
/// <param name="pooling">How states become a vector.</param>
internal sealed class ClassifierModel(TorchEncoder encoder, LinearLayer head, PoolingMode pooling) : IDisposable
{
    internal TorchEncoder Encoder => encoder;

    internal LinearLayer Head => head;

    internal PoolingMode Pooling => pooling;

    /// <summary>Layers below this one are frozen, and so is all that they read.</summary>
    internal int FirstTrainedLayer { get; private set; }

    /// <summary>Logits, <c>[batch, labels]</c>.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="states">What the layers below <see cref="FirstTrainedLayer"/> give for them, <c>[batch, length, hidden]</c>; null runs these layers too.</param>
    /// <param name="dropout">Draws dropout masks; null outside training.</param>
    internal Tensor Logits(TokenBatch tokens, Tensor? states = null, DropoutSource? dropout = null)
    {
        Tensor? scores = TorchEncoder.ScoreMask(tokens.IsPadded ? tokens.Mask : null);
        Tensor hidden = states is not null
            ? encoder.RunLayers(states, scores, FirstTrainedLayer, encoder.Config.Layers, dropout)
            : encoder.RunLayers(encoder.Embed(tokens.Ids, null, dropout), scores, 0, encoder.Config.Layers, dropout);
        Tensor pooled = SentencePooling.Pool(hidden, tokens.Mask, pooling);
        return head.forward(dropout is null ? pooled : dropout.Apply(pooled));
    }

    /// <summary>Lets what the options name train, and the head always.</summary>
    internal void SetTrainable(FineTuningOptions options)
    {
        FirstTrainedLayer = options.TopLayers is { } top ? Math.Max(0, encoder.Config.Layers - top) : Math.Min(options.FrozenLayers, encoder.Config.Layers);
        encoder.SetTrainable(options.FreezeEmbeddings, encoder.Config.Layers - FirstTrainedLayer);
        foreach (Parameter parameter in HeadParameters)
            parameter.requires_grad = true;
    }

    internal IReadOnlyList<Parameter> HeadParameters => head.Bias is null ? [head.Weight] : [head.Weight, head.Bias];

    /// <summary>The encoder's weights, and those of its adapters; always in the same order.</summary>
    internal IReadOnlyList<Parameter> EncoderParameters =>
    [
        .. encoder.NamedWeights.Select(weight => weight.Value),
        .. encoder.Adapted.SelectMany(projection => new[] { projection.Layer.Adapter!.Down, projection.Layer.Adapter.Up }),
    ];

    /// <summary>What trains in the encoder learns so many times faster than a stage's rate says.</summary>
    internal double EncoderRateFactor => encoder.Lora?.RateFactor ?? 1;

    public void Dispose()
    {
        encoder.Dispose();
        head.Dispose();
    }
}
