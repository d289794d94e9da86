namespace NlpTransfer.Training;

/// <summary>Where a masked language model comes from: what its folder holds beside weights and config.</summary>
/// <param name="Provenance">What made it.</param>
/// <param name="Summary">The first sentence of its card.</param>
/// <param name="BaseModel">The model that it was made from; null for one from nothing.</param>
/// <param name="WriteTokenizer">Writes the tokenizer's files into a folder.</param>
internal sealed record MaskedModelOrigin(Provenance Provenance, string Summary, string? BaseModel, Action<string> WriteTokenizer)
{
    /// <summary>modules.json; null for none.</summary>
    internal SentenceSettings? Sentence { get; init; }

    /// <summary>Writes what else belongs into the folder, such as notices; null for nothing.</summary>
    internal Action<string>? WriteMore { get; init; }
}
