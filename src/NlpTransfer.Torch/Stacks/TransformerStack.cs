using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>One side of a translation model: embeddings, layers, and a last norm where layers begin with theirs.</summary>
internal sealed class TransformerStack : nn.Module, IWeights
{
    private readonly string _side;
    private readonly StackConfig _config;
    private readonly StackEmbeddings _embeddings;
    private readonly StackLayer[] _layers;
    private readonly NormLayer? _finalNorm;

    /// <summary>Creates a side whose weights are zero.</summary>
    /// <param name="side">The prefix of its names.</param>
    /// <param name="config">Its sizes.</param>
    /// <param name="sharedWords">Token embeddings of both sides, or null.</param>
    /// <param name="sourceWidth">For a decoder the width of the states that it attends to.</param>
    /// <param name="kernel">Computes products.</param>
    internal TransformerStack(string side, StackConfig config, Parameter? sharedWords, int? sourceWidth, LinearKernel kernel)
        : base(nameof(TransformerStack))
    {
        (_side, _config) = (side, config);
        register_module("embeddings", _embeddings = new StackEmbeddings(config, sharedWords, isDecoder: sourceWidth is not null));
        _layers = [.. Enumerable.Range(0, config.Layers).Select(_ => new StackLayer(config, sourceWidth, kernel))];
        for (int i = 0; i < _layers.Length; i++)
            register_module($"layer{i}", _layers[i]);
        if (config.NormFirst)
            register_module("final_norm", _finalNorm = new NormLayer(config.HiddenSize, config.LayerNormEpsilon));
    }

    public IEnumerable<NamedWeight> NamedWeights => EmbeddingWeights.Concat(_layers.SelectMany((layer, i) => layer.Weights(i)).Select(Named))
        .Concat((_finalNorm?.Under(TranslationTensors.FinalNorm) ?? []).Select(Named));

    /// <summary>The weights of the embeddings alone.</summary>
    internal IEnumerable<NamedWeight> EmbeddingWeights => _embeddings.Weights.Select(Named);

    internal Parameter Words => _embeddings.Words;

    internal int Layers => _layers.Length;

    /// <summary>Keys and values of the source for every layer.</summary>
    /// <param name="states">The encoder's last hidden states, <c>[sentences, source length, hidden]</c>.</param>
    internal SourceStates[] Project(Tensor states) => [.. _layers.Select(layer => layer.Project(states))];

    /// <summary>Runs the side.</summary>
    /// <param name="ids"><c>[rows, length]</c>, 64-bit integers.</param>
    /// <param name="mask">Added to the scores of its own attention; null for nothing.</param>
    /// <param name="dropout">Draws dropout masks; null outside training.</param>
    /// <param name="sources">The source as <see cref="Project"/> gives it, in a decoder.</param>
    /// <param name="sourceMask">Added to the scores of the attention to the source; null where nothing is padded.</param>
    /// <param name="caches">Keys and values of the tokens before, a layer each; null for none.</param>
    /// <param name="offset">How many tokens stand before the first.</param>
    /// <returns>The last hidden states, <c>[rows, length, hidden]</c>.</returns>
    internal Tensor Forward(
        Tensor ids, Tensor? mask, DropoutSource? dropout, SourceStates[]? sources = null, Tensor? sourceMask = null, LayerCache[]? caches = null, int offset = 0)
    {
        Tensor hidden = _embeddings.Forward(ids, offset);
        if (dropout is not null)
            hidden = dropout.Apply(hidden);
        for (int i = 0; i < _layers.Length; i++)
        {
            // What a layer is passed over in (Fan et al. 2019) goes to the next as it came.
            if (dropout?.DropsLayer() != true)
                hidden = _layers[i].Forward(hidden, mask, caches?[i], sources?[i], sourceMask, dropout);
        }

        return _finalNorm?.forward(hidden) ?? hidden;
    }

    private NamedWeight Named(NamedWeight weight) => new(_side + weight.Name, weight.Value);
}
