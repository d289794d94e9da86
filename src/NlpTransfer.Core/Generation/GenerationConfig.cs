namespace NlpTransfer;

/// <summary>How a model generates where nothing else is asked for: generation_config.json, or what config.json says in older folders.</summary>
public sealed record GenerationConfig
{
    /// <summary>The id that a sequence begins with before anything is generated.</summary>
    public required int StartId { get; init; }

    /// <summary>The ids that end a sequence; at least one.</summary>
    public required IReadOnlyList<int> EndIds { get; init; }

    /// <summary>The id that fills a batch.</summary>
    public required int PaddingId { get; init; }

    /// <summary>The model's own options.</summary>
    public GenerationOptions Options { get; init; } = new();

    /// <summary>Settings of the file that change what the reference library generates and that are not supported.</summary>
    public IReadOnlyList<string> Unsupported { get; init; } = [];
}
