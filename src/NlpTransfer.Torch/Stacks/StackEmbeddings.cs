using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>The embeddings of one side of a translation model: words, scaled where the family does so, with positions, learnt or computed, and types and a norm where there are any.</summary>
internal sealed class StackEmbeddings : nn.Module
{
    private readonly StackConfig _config;
    private readonly bool _isDecoder;
    private readonly Parameter? _ownWords;
    private readonly Parameter? _position;
    private readonly Tensor? _computed;
    private readonly Parameter? _type;
    private readonly NormLayer? _norm;

    internal StackEmbeddings(StackConfig config, Parameter? sharedWords, bool isDecoder)
        : base(nameof(StackEmbeddings))
    {
        (_config, _isDecoder) = (config, isDecoder);
        int width = config.HiddenSize;
        _ownWords = sharedWords is null ? new Parameter(zeros(config.VocabularySize, width)) : null;
        Words = sharedWords ?? _ownWords!;
        if (_ownWords is not null)
            register_parameter("word", _ownWords);
        if (config.Positions == PositionKind.Learned)
            register_parameter("position", _position = new Parameter(zeros(config.MaxPositions, width)));
        else
            _computed = SinusoidalPositions.Of(config).DetachFromDisposeScope();
        if (config.TypeVocabularySize > 0)
            register_parameter("type", _type = new Parameter(zeros(config.TypeVocabularySize, width)));
        if (config.NormalizesEmbeddings)
            register_module("norm", _norm = new NormLayer(width, config.LayerNormEpsilon));
    }

    /// <summary>The token embeddings, <c>[vocabulary, hidden]</c>.</summary>
    internal Parameter Words { get; }

    /// <summary>The weights after a side's prefix; shared words are not among them.</summary>
    internal IEnumerable<NamedWeight> Weights
    {
        get
        {
            if (_ownWords is not null)
                yield return new(EncoderTensors.WordEmbeddings + ".weight", _ownWords);
            if (_position is not null)
                yield return new(EncoderTensors.PositionEmbeddings + ".weight", _position);
            if (_type is not null)
                yield return new(EncoderTensors.TypeEmbeddings + ".weight", _type);
            foreach (NamedWeight weight in _norm?.Under(EncoderTensors.EmbeddingNorm) ?? [])
                yield return weight;
        }
    }

    /// <summary>Embeds tokens.</summary>
    /// <param name="ids"><c>[rows, length]</c>, 64-bit integers.</param>
    /// <param name="offset">How many tokens stand before the first.</param>
    /// <returns><c>[rows, length, hidden]</c>.</returns>
    internal Tensor Forward(Tensor ids, int offset)
    {
        Tensor words = Rows(Words, ids);
        // The reference library's lookup never trains the padding's row; only a decoder that starts with padding would.
        if (_isDecoder && is_grad_enabled() && Words.requires_grad)
            words = where(ids.eq(_config.PaddingId).unsqueeze(-1), words.detach(), words);
        if (_config.ScalesEmbeddings)
            words *= Math.Sqrt(_config.HiddenSize);
        Tensor sum = words + Positions(ids, offset);
        if (_type is not null)
            sum += _type.narrow(0, 0, 1);
        return _norm?.forward(sum) ?? sum;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _computed?.Dispose();
        base.Dispose(disposing);
    }

    // Where positions follow the padding id, tokens alone are counted, and padding takes the padding id's place. What a decoder has written counts whatever it is,
    // so that one token after the other gives the same as all at once.
    private Tensor Positions(Tensor ids, int offset)
    {
        Tensor table = _position ?? _computed!;
        long length = ids.shape[1];
        if (_config.FirstPosition == 0)
            return table.narrow(0, offset, length);
        Tensor isToken = ids.ne(_config.PaddingId).to_type(ScalarType.Int64);
        Tensor count = _isDecoder ? arange(offset + 1, offset + 1 + length, ScalarType.Int64) : isToken.cumsum(1);
        return Rows(table, (count * isToken) + (_config.FirstPosition - 1));
    }

    private Tensor Rows(Tensor matrix, Tensor ids) => matrix.index_select(0, ids.reshape(-1)).view(ids.shape[0], ids.shape[1], _config.HiddenSize);
}
