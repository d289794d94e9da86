using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>
/// The body of an encoder as a TorchSharp module: embeddings and a stack of post-norm layers, in single precision. What it computes is fixed by
/// the config; what its weights are called, by the family's table.
/// </summary>
public sealed class TorchEncoder : nn.Module, IWeights
{
    private readonly EncoderEmbeddings _embeddings;
    private readonly EncoderLayer[] _layers;

    /// <summary>Creates an encoder whose weights are zero.</summary>
    /// <param name="config">Its sizes.</param>
    /// <param name="precision">The precision of products.</param>
    /// <exception cref="UsageException">The processor has no instructions for the precision.</exception>
    /// <exception cref="NlpTransferException">libtorch can't be loaded.</exception>
    public TorchEncoder(EncoderConfig config, LinearPrecision precision = LinearPrecision.Float32)
        : base(LibTorch.Before(() => nameof(TorchEncoder)))
    {
        ArgumentNullException.ThrowIfNull(config);
        Kernel = LinearKernel.Choose(precision, LinearKernel.Processor);
        Config = config;
        using DisposeScope scope = NewDisposeScope();
        _embeddings = new EncoderEmbeddings(config);
        _layers = [.. Enumerable.Range(0, config.Layers).Select(_ => new EncoderLayer(config, Kernel))];
        register_module("embeddings", _embeddings);
        for (int i = 0; i < _layers.Length; i++)
            register_module($"layer{i}", _layers[i]);
        foreach (NamedWeight weight in NamedWeights)
            weight.Value.DetachFromDisposeScope();
    }

    /// <summary>The sizes.</summary>
    public EncoderConfig Config { get; }

    /// <summary>How products are computed, for the provenance of what is made with this encoder: the last digits depend on it.</summary>
    public string KernelName => Kernel.Name;

    IEnumerable<NamedWeight> IWeights.NamedWeights => NamedWeights;

    internal LinearKernel Kernel { get; }

    /// <summary>The token embeddings, <c>[vocabulary, hidden]</c>.</summary>
    internal Parameter WordEmbeddings => _embeddings.Word;

    internal IEnumerable<NamedWeight> NamedWeights => _embeddings.NamedWeights.Concat(_layers.SelectMany((layer, i) => layer.Weights(i)));

    /// <summary>The products that have an adapter.</summary>
    internal IEnumerable<Projection> Adapted => _layers.SelectMany((layer, i) => layer.Projections(i)).Where(projection => projection.Layer.Adapter is not null);

    /// <summary>How the adapters were made; null where there are none.</summary>
    internal LoraOptions? Lora { get; private set; }

    /// <summary>Loads the encoder of a folder; a head that the folder has is left aside.</summary>
    /// <param name="folder">The model.</param>
    /// <param name="precision">The precision of products.</param>
    /// <exception cref="ModelFormatException">A tensor is damaged.</exception>
    /// <exception cref="UsageException">The processor has no instructions for the precision.</exception>
    /// <exception cref="NlpTransferException">libtorch can't be loaded.</exception>
    public static TorchEncoder Load(ModelFolder folder, LinearPrecision precision = LinearPrecision.Float32)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var encoder = new TorchEncoder(folder.Config, precision);
        using ITensorSource source = folder.OpenWeights();
        WeightFiles.Read(encoder, source, folder.Tensors);
        return encoder;
    }

    /// <summary>The last hidden states.</summary>
    /// <param name="batch">The tokens.</param>
    /// <returns><c>[batch, length, hidden]</c>; the caller's dispose scope owns it.</returns>
    public Tensor Forward(TokenBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return Forward(batch, dropout: null);
    }

    internal Tensor Forward(TokenBatch batch, DropoutSource? dropout) =>
        RunLayers(Embed(batch.Ids, batch.TypeIds, dropout), ScoreMask(batch.IsPadded ? batch.Mask : null), 0, Config.Layers, dropout);

    /// <summary>The sum of word, position and type embeddings, normalised: <c>[batch, length, hidden]</c>.</summary>
    internal Tensor Embed(Tensor ids, Tensor? typeIds = null, DropoutSource? dropout = null)
    {
        Tensor embedded = _embeddings.Forward(ids, typeIds);
        return dropout is null ? embedded : dropout.Apply(embedded);
    }

    /// <summary>Runs some of the layers.</summary>
    /// <param name="hidden"><c>[batch, length, hidden]</c>.</param>
    /// <param name="scores">As <see cref="ScoreMask"/> gives it.</param>
    /// <param name="first">The first layer to run.</param>
    /// <param name="end">The layer to stop before.</param>
    /// <param name="dropout">Draws dropout masks; null outside training.</param>
    internal Tensor RunLayers(Tensor hidden, Tensor? scores, int first, int end, DropoutSource? dropout = null)
    {
        for (int i = first; i < end; i++)
            hidden = _layers[i].forward(hidden, scores, dropout);
        return hidden;
    }

    /// <summary>What is added to attention scores: 0 for tokens and minus infinity for padding, <c>[batch, 1, 1, length]</c>; null for no mask.</summary>
    /// <param name="mask">1 for tokens and 0 for padding, <c>[batch, length]</c>, single precision; null where nothing is padded.</param>
    internal static Tensor? ScoreMask(Tensor? mask) =>
        mask is null ? null : zeros(mask.shape).masked_fill(mask.eq(0), float.NegativeInfinity).unsqueeze(1).unsqueeze(1);

    /// <summary>Lets some rows of the token embeddings train apart from the others; see <see cref="EmbeddingRows"/>.</summary>
    /// <param name="ids">The rows; each once.</param>
    /// <returns>Their values, <c>[rows, hidden]</c>; valid until <see cref="MergeRows"/>, which has to come before the weights are read.</returns>
    internal Parameter TrainRows(IReadOnlyList<int> ids) => _embeddings.TrainRows(ids);

    /// <summary>Writes the rows that train into the token embeddings and ends their training.</summary>
    internal void MergeRows() => _embeddings.MergeRows();

    /// <summary>Puts adapters beside products of every layer; they change nothing until they are trained. The weights themselves train no more.</summary>
    /// <param name="options">Which, and how they are made.</param>
    /// <param name="seed">Keys what is drawn.</param>
    /// <exception cref="UsageException">The rank is larger than the encoder is wide.</exception>
    internal void AddAdapters(LoraOptions options, ulong seed)
    {
        int widest = Math.Min(Config.HiddenSize, Config.IntermediateSize);
        if (options.Rank > widest)
            throw new UsageException($"adapters of rank {options.Rank} are no smaller than what they stand beside: the encoder is {widest} wide; use a smaller rank");
        using DisposeScope scope = NewDisposeScope();
        foreach (Projection projection in _layers.SelectMany((layer, i) => layer.Projections(i)).Where(projection => options.Targets.HasFlag(projection.Target)))
        {
            long[] shape = projection.Layer.Weight.shape;
            var adapter = new LoraAdapter((int)shape[1], (int)shape[0], options, new CounterRandom(seed, "lora." + projection.Name));
            projection.Layer.Attach(adapter);
            adapter.Down.DetachFromDisposeScope();
            adapter.Up.DetachFromDisposeScope();
        }

        Lora = options;
    }

    /// <summary>Adds what the adapters do to the weights, and removes them.</summary>
    internal void MergeAdapters()
    {
        foreach (Projection projection in Adapted.ToArray())
            projection.Layer.MergeAdapter();
        Lora = null;
    }

    /// <summary>Lets weights train or keeps them as they are. Where there are adapters, they train in place of the weights.</summary>
    /// <param name="freezeEmbeddings">Whether the embeddings keep their values.</param>
    /// <param name="topLayers">How many of the upper layers train; null for all. Where lower layers are frozen, so are the embeddings.</param>
    internal void SetTrainable(bool freezeEmbeddings, int? topLayers)
    {
        int firstTrained = topLayers is { } top ? Math.Max(0, Config.Layers - top) : 0;
        foreach (NamedWeight weight in _embeddings.NamedWeights)
            weight.Value.requires_grad = !freezeEmbeddings && firstTrained == 0 && Lora is null;
        for (int i = 0; i < _layers.Length; i++)
        {
            foreach (NamedWeight weight in _layers[i].Weights(i))
                weight.Value.requires_grad = i >= firstTrained && Lora is null;
            foreach (LoraAdapter adapter in _layers[i].Projections(i).Select(projection => projection.Layer.Adapter).OfType<LoraAdapter>())
                adapter.Down.requires_grad = adapter.Up.requires_grad = i >= firstTrained;
        }
    }
}
