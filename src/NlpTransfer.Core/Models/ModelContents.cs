using System.Text.Json.Nodes;

namespace NlpTransfer;

/// <summary>What a model folder is to hold, for <see cref="ModelFolderWriter"/>.</summary>
public sealed record ModelContents
{
    /// <summary>config.json; the head of its <c>architectures</c> and its labels have to fit the tensors.</summary>
    public required JsonObject Config { get; init; }

    /// <summary>The weights under the names that the family gives them.</summary>
    public required IReadOnlyList<NamedTensor> Tensors { get; init; }

    /// <summary>An adapter to be written in place of <see cref="Tensors"/>; null for none.</summary>
    internal AdapterContents? Adapter { get; init; }

    /// <summary>Writes the tokenizer's files into the folder that it is given; null writes none. <see cref="TokenizerFiles.Copy"/> copies another model's.</summary>
    public Action<string>? WriteTokenizer { get; init; }

    /// <summary>How texts become vectors; null writes no modules.json.</summary>
    public SentenceSettings? Sentence { get; init; }

    /// <summary>What made the model; null writes no nlptransfer.json.</summary>
    public Provenance? Provenance { get; init; }

    /// <summary>The model card; null writes no README.md.</summary>
    public ModelCard? Card { get; init; }

    /// <summary>Writes what else belongs into the folder that it is given, such as a letters model; null writes nothing more.</summary>
    public Action<string>? WriteMore { get; init; }
}
