using NlpTransfer.Torch;
using TorchSharp;
using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace NlpTransfer.Training;

/// <summary>A model with a masked-LM head, as it is trained.</summary>
internal sealed class MaskedLanguageModel : IDisposable
{
    private static readonly HashSet<string> s_vocabulary = new(
        [EncoderTensors.WordEmbeddings + ".weight", EncoderTensors.MaskedDecoder + ".weight", EncoderTensors.MaskedBias], StringComparer.Ordinal);

    private MaskedLanguageModel(TorchModel model) => Model = model;

    /// <summary>Encoder and head.</summary>
    internal TorchModel Model { get; }

    /// <summary>The encoder.</summary>
    internal TorchEncoder Encoder => Model.Encoder;

    /// <summary>Whether the model tells segments apart.</summary>
    internal bool HasSegments => Encoder.Config.TypeVocabularySize > 1;

    /// <summary>All weights, those of the head included.</summary>
    internal IEnumerable<Parameter> Parameters => Model.NamedWeights.Select(weight => weight.Value);

    /// <summary>Loads a model.</summary>
    /// <param name="folder">A folder with a masked-LM head.</param>
    /// <param name="precision">The precision of products; weights are singles either way.</param>
    /// <exception cref="UsageException">The processor has no instructions for the precision.</exception>
    /// <exception cref="ModelFormatException">A tensor is damaged, or holds something that is no finite number.</exception>
    /// <exception cref="NlpTransferException">libtorch can't be loaded.</exception>
    internal static MaskedLanguageModel Load(ModelFolder folder, LinearPrecision precision = LinearPrecision.Float32)
    {
        TorchModel model = TorchModel.Load(folder, precision);
        NamedWeight? broken = model.NamedWeights.Where(weight => TensorMemory.Of(weight.Value).ContainsAnyExceptInRange(float.MinValue, float.MaxValue)).Cast<NamedWeight?>().FirstOrDefault();
        if (broken is { } weight)
        {
            model.Dispose();
            throw new ModelFormatException(
                $"{folder.Path}: tensor '{folder.Tensors[weight.Name]}' holds values that are not finite numbers, so nothing can be learnt from it; take the model from before it was damaged.");
        }

        return new MaskedLanguageModel(model);
    }

    /// <summary>Logits of some places alone: over a large vocabulary they cost more than the layers do.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="positions">Places among all places row by row, <c>[guesses]</c>.</param>
    /// <param name="dropout">Draws dropout masks; null outside training.</param>
    /// <returns><c>[guesses, vocabulary]</c>.</returns>
    internal Tensor Logits(TokenBatch tokens, Tensor positions, DropoutSource? dropout)
    {
        Tensor hidden = Encoder.Forward(tokens, dropout);
        return Model.Logits(hidden.reshape(-1, hidden.shape[2]).index_select(0, positions), dropout)!;
    }

    /// <summary>Lets weights train.</summary>
    /// <param name="layers">Whether everything trains; else the token embeddings, input and output, and the output bias.</param>
    internal void SetTrainable(bool layers)
    {
        foreach (NamedWeight weight in Model.NamedWeights)
            weight.Value.requires_grad = layers || s_vocabulary.Contains(weight.Name);
    }

    /// <summary>Lets nothing train any more, and forgets gradients.</summary>
    internal void Freeze()
    {
        foreach (NamedWeight weight in Model.NamedWeights)
        {
            weight.Value.grad = null;
            weight.Value.requires_grad = false;
        }
    }

    public void Dispose() => Model.Dispose();
}
