using System.Text.Json.Nodes;

namespace NlpTransfer;

/// <summary>What the folder of a translation model is to hold, for <see cref="TranslationFolderWriter"/>.</summary>
public sealed record TranslationContents
{
    /// <summary>config.json; its sizes have to fit the tensors.</summary>
    public required JsonObject Config { get; init; }

    /// <summary>The weights under the names that the family gives them.</summary>
    public required IReadOnlyList<NamedTensor> Tensors { get; init; }

    /// <summary>generation_config.json.</summary>
    public required JsonObject Generation { get; init; }

    /// <summary>Writes the tokenizer's files into the folder that it is given; <see cref="TokenizerFiles.Copy"/> copies another model's.</summary>
    public required Action<string> WriteTokenizer { get; init; }

    /// <summary>What made the model; null writes no nlptransfer.json.</summary>
    public Provenance? Provenance { get; init; }

    /// <summary>The model card; null writes no README.md.</summary>
    public ModelCard? Card { get; init; }
}
