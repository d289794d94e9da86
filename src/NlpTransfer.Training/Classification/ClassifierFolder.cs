namespace NlpTransfer.Training;

/// <summary>
/// A trained classifier as a folder. The encoder and the part of the classifier that reads its vectors stand in the layout that sentence-transformers
/// opens; what has no place there lies beside it in safetensors, under these names.
/// </summary>
internal static class ClassifierFolder
{
    /// <summary>The linear parts: letters, kernel, frozen head, and their weights.</summary>
    internal const string LinearFile = "classifier.safetensors";

    /// <summary>The letters ensemble on the same rows: the floor of every evaluation.</summary>
    internal const string FloorFile = "letters.safetensors";

    /// <summary>The frozen encoder, where the folder's own is a fine-tuned one.</summary>
    internal const string FrozenFolder = "frozen";

    /// <summary>Hashes of the training rows, by which an evaluation finds rows that training has seen.</summary>
    internal const string RowsFile = "training-rows.safetensors";

    /// <summary>The option of the provenance that names the strategy.</summary>
    internal const string StrategyOption = "strategy";

    /// <summary>The option of the provenance that holds the length of texts.</summary>
    internal const string LengthOption = "maxLength";
}
