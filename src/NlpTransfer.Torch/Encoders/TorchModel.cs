using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>
/// The model of a folder: the encoder and the head that its config names. Which of the folder's tensors the model lacks or doesn't use,
/// <see cref="ModelFolder.Tensors"/> says by name.
/// </summary>
public sealed class TorchModel : IDisposable
{
    private readonly SequenceClassificationHead? _classifier;
    private readonly MaskedLanguageModelHead? _masked;
    private readonly Dictionary<string, TensorType> _types = new(StringComparer.Ordinal);
    private readonly List<NamedTensor> _carried = [];

    private TorchModel(ModelFolder folder, LinearPrecision precision)
    {
        Folder = folder;
        Encoder = new TorchEncoder(folder.Config, precision);
        switch (folder.Config.Head)
        {
            case EncoderHead.SequenceClassification:
                _classifier = new SequenceClassificationHead(folder.Family, folder.Config, Encoder.Kernel);
                break;
            case EncoderHead.MaskedLanguageModel:
                _masked = new MaskedLanguageModelHead(folder.Family, Encoder);
                break;
        }
    }

    /// <summary>The folder.</summary>
    public ModelFolder Folder { get; }

    /// <summary>The encoder.</summary>
    public TorchEncoder Encoder { get; }

    internal IEnumerable<NamedWeight> NamedWeights => Parts.SelectMany(part => part.NamedWeights);

    private IEnumerable<IWeights> Parts => new IWeights?[] { Encoder, _classifier, _masked }.OfType<IWeights>();

    /// <summary>Loads a model.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="precision">The precision of products.</param>
    /// <exception cref="ModelFormatException">A tensor is damaged.</exception>
    /// <exception cref="UsageException">The processor has no instructions for the precision.</exception>
    /// <exception cref="NlpTransferException">libtorch can't be loaded.</exception>
    public static TorchModel Load(ModelFolder folder, LinearPrecision precision = LinearPrecision.Float32)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var model = new TorchModel(folder, precision);
        using ITensorSource source = folder.OpenWeights();
        foreach (IWeights part in model.Parts)
            WeightFiles.Read(part, source, folder.Tensors);
        model.Remember(source);
        return model;
    }

    /// <summary>Runs the model without gradients.</summary>
    /// <param name="batch">The tokens.</param>
    public ModelOutputs Run(TokenBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using var _ = inference_mode();
        using DisposeScope scope = NewDisposeScope();
        Tensor hidden = Encoder.Forward(batch);
        Tensor? logits = Logits(hidden, dropout: null);
        return new ModelOutputs(TensorMemory.ToArray(hidden), hidden.shape, logits is null ? null : TensorMemory.ToArray(logits), logits?.shape);
    }

    /// <summary>The weights under the names of the folder, each in the floating-point type it was read in unless another is asked for.</summary>
    /// <param name="type">The type to write; null for each tensor's own.</param>
    /// <returns>Tensors that are read when they are written: the model has to stay alive and unchanged until then.</returns>
    public IReadOnlyList<NamedTensor> ToTensors(TensorType? type = null) =>
    [
        .. WeightFiles.ToNamed(NamedWeights, Folder.Tensors.Find).Select(tensor => tensor.As(type ?? _types[tensor.Name])),
        .. _carried.Select(tensor => type is { } wanted ? tensor.As(wanted) : tensor),
    ];

    /// <inheritdoc/>
    public void Dispose()
    {
        Encoder.Dispose();
        _classifier?.Dispose();
        _masked?.Dispose();
    }

    /// <summary>Logits, <c>[batch, labels]</c> or <c>[batch, length, vocabulary]</c>; null where the model has no head.</summary>
    internal Tensor? Logits(Tensor hidden, DropoutSource? dropout) => _classifier?.forward(hidden, dropout) ?? _masked?.forward(hidden);

    // A pooler that no head needs is no part of the computation, but stays part of the folder.
    private void Remember(ITensorSource source)
    {
        var own = NamedWeights.Select(weight => weight.Name).ToHashSet(StringComparer.Ordinal);
        foreach (EncoderTensorSpec spec in EncoderTensorPlan.Of(Folder.Family, Folder.Config))
        {
            if (Folder.Tensors.Find(spec.Name) is not { } fileName)
                continue;
            TensorInfo info = source.Require(fileName);
            _types[fileName] = info.Type;
            if (!own.Contains(spec.Name))
                _carried.Add(NamedTensor.FromBytes(fileName, info.Type, source.GetBytes(fileName).ToArray(), info.Shape));
        }
    }
}
