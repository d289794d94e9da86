using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>The sum of word, position and type embeddings, normalised.</summary>
internal sealed class EncoderEmbeddings : nn.Module, IWeights
{
    private readonly EncoderConfig _config;
    private readonly Parameter _position;
    private readonly Parameter? _type;
    private readonly NormLayer _norm;
    private EmbeddingRows? _rows;

    internal EncoderEmbeddings(EncoderConfig config)
        : base(nameof(EncoderEmbeddings))
    {
        _config = config;
        int width = config.HiddenSize;
        Word = new Parameter(zeros(config.VocabularySize, width));
        _position = new Parameter(zeros(config.MaxPositions, width));
        _type = config.TypeVocabularySize > 0 ? new Parameter(zeros(config.TypeVocabularySize, width)) : null;
        _norm = new NormLayer(width, config.LayerNormEpsilon);
        register_parameter("word", Word);
        register_parameter("position", _position);
        if (_type is not null)
            register_parameter("type", _type);
        register_module("norm", _norm);
    }

    /// <summary>The token embeddings, <c>[vocabulary, hidden]</c>.</summary>
    internal Parameter Word { get; }

    public IEnumerable<NamedWeight> NamedWeights
    {
        get
        {
            yield return new(EncoderTensors.WordEmbeddings + ".weight", Word);
            yield return new(EncoderTensors.PositionEmbeddings + ".weight", _position);
            if (_type is not null)
                yield return new(EncoderTensors.TypeEmbeddings + ".weight", _type);
            foreach (NamedWeight weight in _norm.Under(EncoderTensors.EmbeddingNorm))
                yield return weight;
        }
    }

    /// <summary>Lets some rows of <see cref="Word"/> train apart from the others, from the values that they have now.</summary>
    /// <param name="ids">The rows; each once.</param>
    /// <returns>Their values, <c>[rows, hidden]</c>.</returns>
    internal Parameter TrainRows(IReadOnlyList<int> ids)
    {
        MergeRows();
        _rows = new EmbeddingRows(Word, ids);
        return _rows.Values;
    }

    /// <summary>Writes the rows that train into <see cref="Word"/> and ends their training.</summary>
    internal void MergeRows()
    {
        _rows?.CopyTo(Word);
        _rows?.Dispose();
        _rows = null;
    }

    /// <summary>Embeds tokens.</summary>
    /// <param name="ids"><c>[batch, length]</c>, 64-bit integers.</param>
    /// <param name="typeIds">Segment ids, <c>[batch, length]</c>; null for all zero.</param>
    /// <returns><c>[batch, length, hidden]</c>.</returns>
    internal Tensor Forward(Tensor ids, Tensor? typeIds)
    {
        Tensor words = _rows is null ? Rows(Word, ids) : _rows.Find(Word, ids.reshape(-1)).view(ids.shape[0], ids.shape[1], _config.HiddenSize);
        Tensor sum = words + Positions(ids);
        if (_type is not null)
            sum += typeIds is null ? _type.narrow(0, 0, 1) : Rows(_type, typeIds);
        return _norm.forward(sum);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _rows?.Dispose();
        base.Dispose(disposing);
    }

    // RoBERTa counts positions from one after the padding id, over tokens alone; padding itself takes the padding id's place.
    private Tensor Positions(Tensor ids)
    {
        if (_config.FirstPosition == 0)
            return _position.narrow(0, 0, ids.shape[1]);
        Tensor isToken = ids.ne(_config.PaddingId).to_type(ScalarType.Int64);
        return Rows(_position, (isToken.cumsum(1) * isToken) + (_config.FirstPosition - 1));
    }

    private Tensor Rows(Tensor matrix, Tensor ids) => matrix.index_select(0, ids.reshape(-1)).view(ids.shape[0], ids.shape[1], _config.HiddenSize);
}
