using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>
/// A translation model in single precision: an encoder, a decoder that attends to it, and logits over the target vocabulary. What it computes is fixed by its
/// config, what its weights are called by its family's table; EncoderDecoderModel, Marian and M2M-100/NLLB are all this.
/// </summary>
public sealed class TorchTranslationModel : IDisposable
{
    private readonly TransformerStack _encoder;
    private readonly TransformerStack _decoder;
    private readonly TranslationHead _head;
    private readonly Parameter? _shared;
    private readonly LinearKernel _kernel;
    private readonly Dictionary<string, TensorType> _types = new(StringComparer.Ordinal);
    private readonly List<NamedTensor> _carried = [];

    /// <summary>Creates a model whose weights are zero.</summary>
    internal TorchTranslationModel(TranslationConfig config, LinearPrecision precision = LinearPrecision.Float32)
    {
        LibTorch.EnsureAvailable();
        Config = config;
        _kernel = LinearKernel.Choose(precision, LinearKernel.Processor);
        using DisposeScope scope = NewDisposeScope();
        _shared = config.SharesEmbeddings ? new Parameter(zeros(config.Decoder.VocabularySize, config.Decoder.HiddenSize)) : null;
        _encoder = new TransformerStack(TranslationTensors.EncoderSide, config.Encoder, _shared, sourceWidth: null, _kernel);
        _decoder = new TransformerStack(TranslationTensors.DecoderSide, config.Decoder, _shared, config.Encoder.HiddenSize, _kernel);
        _head = new TranslationHead(config, _decoder.Words, _kernel);
        foreach (NamedWeight weight in NamedWeights)
            weight.Value.DetachFromDisposeScope();
    }

    /// <summary>The sizes and ids.</summary>
    public TranslationConfig Config { get; }

    /// <summary>How products are computed, for the provenance of what is made with this model.</summary>
    public string KernelName => _kernel.Name;

    /// <summary>Every weight once.</summary>
    internal IEnumerable<NamedWeight> NamedWeights => Parts.SelectMany(part => part.NamedWeights);

    internal TransformerStack Encoder => _encoder;

    internal TransformerStack Decoder => _decoder;

    private IEnumerable<IWeights> Parts => [new SharedWords(_shared), _encoder, _decoder, _head];

    /// <summary>Loads a model.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="precision">The precision of products.</param>
    /// <exception cref="ModelFormatException">A tensor is damaged.</exception>
    /// <exception cref="UsageException">The processor has no instructions for the precision.</exception>
    /// <exception cref="NlpTransferException">libtorch can't be loaded.</exception>
    public static TorchTranslationModel Load(TranslationFolder folder, LinearPrecision precision = LinearPrecision.Float32)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var model = new TorchTranslationModel(folder.Config, precision);
        using ITensorSource source = folder.OpenWeights();
        foreach (IWeights part in model.Parts)
            WeightFiles.Read(part, source, folder.Tensors.Find);
        model.Remember(folder, source);
        return model;
    }

    /// <summary>Runs the model without gradients.</summary>
    /// <param name="source">The sources.</param>
    /// <param name="targets">What the decoder is given, as many rows as sources, row-major; null for the encoder alone.</param>
    public TranslationOutputs Run(TokenBatch source, long[]? targets = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        using var _ = inference_mode();
        using DisposeScope scope = NewDisposeScope();
        Tensor states = Encode(source, dropout: null);
        if (targets is null)
            return new TranslationOutputs(TensorMemory.ToArray(states), states.shape, null, null, null, null);
        Tensor hidden = Decode(tensor(targets, source.Ids.shape[0], targets.Length / source.Ids.shape[0]), states, source, dropout: null);
        Tensor logits = Logits(hidden);
        return new TranslationOutputs(
            TensorMemory.ToArray(states), states.shape, TensorMemory.ToArray(hidden), hidden.shape, TensorMemory.ToArray(logits), logits.shape);
    }

    /// <summary>Reads sources and stands ready to write their targets.</summary>
    /// <param name="source">The sources; they may be disposed afterwards.</param>
    /// <param name="useCache">Whether keys and values of tokens that were written are kept instead of computed anew at every step.</param>
    public TorchSequenceDecoder Begin(TokenBatch source, bool useCache = true)
    {
        ArgumentNullException.ThrowIfNull(source);
        using var _ = inference_mode();
        using DisposeScope scope = NewDisposeScope();
        return new TorchSequenceDecoder(this, _decoder.Project(Encode(source, dropout: null)), TorchEncoder.ScoreMask(source.IsPadded ? source.Mask : null), useCache);
    }

    /// <summary>The weights under the names of the folder that the model was loaded from, each in the floating-point type it was read in unless another is asked for.</summary>
    /// <param name="type">The type to write; null for each tensor's own.</param>
    /// <returns>Tensors that are read when they are written: the model has to stay alive and unchanged until then.</returns>
    public IReadOnlyList<NamedTensor> ToTensors(TensorType? type = null) =>
    [
        .. WeightFiles.ToNamed(NamedWeights, name => FileNames.GetValueOrDefault(name)).Select(tensor => tensor.As(type ?? _types.GetValueOrDefault(tensor.Name, TensorType.Float32))),
        .. _carried.Select(tensor => type is { } wanted ? tensor.As(wanted) : tensor),
    ];

    /// <inheritdoc/>
    public void Dispose()
    {
        _encoder.Dispose();
        _decoder.Dispose();
        _head.Dispose();
        _shared?.Dispose();
    }

    /// <summary>The name in a file of each of the model's names.</summary>
    internal IReadOnlyDictionary<string, string> FileNames { get; set; } = new Dictionary<string, string>();

    /// <summary>The encoder's last hidden states, <c>[batch, source length, hidden]</c>.</summary>
    internal Tensor Encode(TokenBatch source, DropoutSource? dropout) =>
        _encoder.Forward(source.Ids, TorchEncoder.ScoreMask(source.IsPadded ? source.Mask : null), dropout);

    /// <summary>The decoder's last hidden states for whole targets, <c>[batch, target length, hidden]</c>.</summary>
    /// <param name="targets">What the decoder is given, <c>[batch, target length]</c>.</param>
    /// <param name="states">As <see cref="Encode"/> gives it.</param>
    /// <param name="source">The sources.</param>
    /// <param name="dropout">Draws dropout masks; null outside training.</param>
    internal Tensor Decode(Tensor targets, Tensor states, TokenBatch source, DropoutSource? dropout) => _decoder.Forward(
        targets, TargetMask(targets), dropout, _decoder.Project(states), TorchEncoder.ScoreMask(source.IsPadded ? source.Mask : null));

    /// <summary>Logits, <c>[..., vocabulary]</c>.</summary>
    internal Tensor Logits(Tensor hidden) => _head.forward(hidden);

    /// <summary>Added to the scores of a decoder's attention: minus infinity for what comes after a token, and for padding where the family hides it.</summary>
    internal Tensor? TargetMask(Tensor targets)
    {
        long length = targets.shape[1];
        if (length == 1)
            return null;
        Tensor later = ones(length, length).triu(1).gt(0).view(1, 1, length, length);
        if (Config.MasksTargetPadding)
        {
            Tensor padding = targets.eq(Config.PaddingId);
            // The start stays in sight even where it is the padding id: a token has to attend to something.
            padding.narrow(1, 0, 1).zero_();
            later = later.logical_or(padding.unsqueeze(1).unsqueeze(1));
        }

        return zeros(later.shape).masked_fill(later, float.NegativeInfinity);
    }

    // A pooler is no part of the computation, but stays part of the folder.
    private void Remember(TranslationFolder folder, ITensorSource source)
    {
        var own = NamedWeights.Select(weight => weight.Name).ToHashSet(StringComparer.Ordinal);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (TranslationTensorSpec spec in TranslationTensorPlan.Of(folder.Family, folder.Names, folder.Config))
        {
            if (folder.Tensors.Find(spec.Name) is not { } fileName)
                continue;
            TensorInfo info = source.Require(fileName);
            _types[fileName] = info.Type;
            if (own.Contains(spec.Name))
                names[spec.Name] = fileName;
            else
                _carried.Add(NamedTensor.FromBytes(fileName, info.Type, source.GetBytes(fileName).ToArray(), info.Shape));
        }

        FileNames = names;
    }

    private sealed class SharedWords(Parameter? words) : IWeights
    {
        public IEnumerable<NamedWeight> NamedWeights => words is null ? [] : [new(TranslationTensors.SharedEmbeddings + ".weight", words)];
    }
}
