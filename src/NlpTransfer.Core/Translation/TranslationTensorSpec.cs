namespace NlpTransfer;

/// <summary>A tensor that a translation model has.</summary>
/// <param name="Name">The project's name, such as <c>decoder.layers.0.query.weight</c>.</param>
/// <param name="FileName">The family's name.</param>
/// <param name="Shape">The expected shape.</param>
/// <param name="Required">Whether the model is unusable without it.</param>
internal sealed record TranslationTensorSpec(string Name, string FileName, long[] Shape, bool Required = true)
{
    /// <summary>Other names that the same tensor may have, looked for where the first is missing.</summary>
    public IReadOnlyList<string> Alternatives { get; init; } = [];
}
