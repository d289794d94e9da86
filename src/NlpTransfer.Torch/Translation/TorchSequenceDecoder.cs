using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>The decoder of a translation model at work on a batch: one token a step and row, with keys and values kept or, for comparison, computed anew.</summary>
public sealed class TorchSequenceDecoder : ISequenceDecoder, IDisposable
{
    private readonly TorchTranslationModel _model;
    private readonly LayerCache[]? _caches;
    private SourceStates[] _sources;
    private Tensor? _sourceMask;
    private long[][] _prefixes = [];
    private Tensor? _logits;
    private int _rows;
    private int _length;

    internal TorchSequenceDecoder(TorchTranslationModel model, SourceStates[] sources, Tensor? sourceMask, bool useCache)
    {
        _model = model;
        Sentences = (int)sources[0].Key.shape[0];
        _rows = Sentences;
        _sources = [.. sources.Select(source => source.Keep())];
        _sourceMask = sourceMask?.DetachFromDisposeScope();
        if (useCache)
            _caches = [.. sources.Select(_ => new LayerCache())];
        else
            _prefixes = [.. Enumerable.Repeat<long[]>([], Sentences)];
    }

    /// <inheritdoc/>
    public int Sentences { get; }

    /// <inheritdoc/>
    public int VocabularySize => _model.Config.Decoder.VocabularySize;

    /// <inheritdoc/>
    public ReadOnlySpan<float> Next(DecoderStep step)
    {
        using var _ = inference_mode();
        using DisposeScope scope = NewDisposeScope();
        Continue(step);
        Tensor hidden = _caches is null ? Anew(step) : _model.Decoder.Forward(
            tensor([.. step.Tokens.Select(token => (long)token)], step.Tokens.Length, 1), mask: null, dropout: null, _sources, _sourceMask, _caches, _length);
        _length++;
        _logits?.Dispose();
        _logits = _model.Logits(hidden.select(1, hidden.shape[1] - 1)).contiguous().DetachFromDisposeScope();
        return TensorMemory.Of(_logits);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SourceStates source in _sources)
            source.Dispose();
        foreach (LayerCache cache in _caches ?? [])
            cache.Dispose();
        _sourceMask?.Dispose();
        _logits?.Dispose();
    }

    // Leaves out what has ended, and takes along what each row continues.
    private void Continue(DecoderStep step)
    {
        if (step.Sentences.Length < _sources[0].Key.shape[0])
        {
            Tensor kept = Indices(step.Sentences);
            SourceStates[] fewer = [.. _sources.Select(source => source.Select(kept).Keep())];
            foreach (SourceStates source in _sources)
                source.Dispose();
            _sources = fewer;
            Tensor? mask = _sourceMask?.index_select(0, kept).DetachFromDisposeScope();
            _sourceMask?.Dispose();
            _sourceMask = mask;
        }

        bool moves = step.Parents.Length != _rows || step.Parents.Where((parent, row) => parent != row).Any();
        _rows = step.Parents.Length;
        if (_caches is null || !moves)
            return;
        foreach (LayerCache cache in _caches)
            cache.Reorder(step.Parents);
    }

    private Tensor Anew(DecoderStep step)
    {
        _prefixes = [.. step.Parents.Select((parent, row) => (long[])[.. _prefixes[parent], step.Tokens[row]])];
        Tensor ids = tensor([.. _prefixes.SelectMany(prefix => prefix)], _prefixes.Length, _length + 1);
        return _model.Decoder.Forward(ids, Causal(_length + 1), dropout: null, _sources, _sourceMask);
    }

    private static Tensor? Causal(long length) => length == 1 ? null
        : zeros(1, 1, length, length).masked_fill(ones(length, length).triu(1).gt(0).view(1, 1, length, length), float.NegativeInfinity);

    private static Tensor Indices(int[] indices) => tensor([.. indices.Select(index => (long)index)]);
}
