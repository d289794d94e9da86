namespace NlpTransfer;

/// <summary>
/// How texts become vectors: what sentence-transformers keeps in modules.json and the files beside it. A folder without them is mean-pooled,
/// without prompts, and its vectors are left as they are.
/// </summary>
public sealed record SentenceSettings
{
    /// <summary>How hidden states become one vector. Default: the mean.</summary>
    public PoolingMode Pooling { get; init; } = PoolingMode.Mean;

    /// <summary>What is done to the vector then, in order.</summary>
    public IReadOnlyList<SentenceStep> Steps { get; init; } = [];

    /// <summary>Tokens of a text that are read, special ones included; null where the folder does not say, then the encoder's length counts.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Whether texts are lower-cased before they are tokenized.</summary>
    public bool LowerCase { get; init; }

    /// <summary>Texts to put before a text, by the purpose of its vector ("query").</summary>
    public IReadOnlyDictionary<string, string> Prompts { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The purpose whose prompt is put before a text if nobody says otherwise; null for none.</summary>
    public string? DefaultPromptName { get; init; }

    /// <summary>Whether the vector is scaled to unit length right after pooling.</summary>
    public bool Normalize => Steps is [{ Dense: null }, ..];

    /// <summary>The linear layers, in order.</summary>
    public IReadOnlyList<DenseLayer> Dense => [.. Steps.Select(step => step.Dense).OfType<DenseLayer>()];

    /// <summary>The text to put before a text if nobody says otherwise; empty for none.</summary>
    public string DefaultPrompt => DefaultPromptName is null ? "" : Prompts[DefaultPromptName];
}
