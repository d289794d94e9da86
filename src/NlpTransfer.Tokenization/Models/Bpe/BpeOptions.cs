namespace NlpTransfer.Tokenization;

/// <summary>How a <see cref="BpeModel"/> treats what its merges do not cover. The defaults are those of a <c>tokenizer.json</c>.</summary>
public sealed record BpeOptions
{
    /// <summary>The piece for a character that is not in the vocabulary, or null (the default): then such a text is refused.</summary>
    public string? UnknownToken { get; init; }

    /// <summary>Whether neighbouring unknown characters become one unknown token. Default false.</summary>
    public bool FuseUnknown { get; init; }

    /// <summary>Whether an unknown character becomes the pieces <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c> of its UTF-8 bytes, where all of them are there. Default false.</summary>
    public bool ByteFallback { get; init; }

    /// <summary>What the pieces of all characters but a word's first begin with, or null (the default).</summary>
    public string? ContinuingSubwordPrefix { get; init; }

    /// <summary>What the piece of a word's last character ends with, or null (the default).</summary>
    public string? EndOfWordSuffix { get; init; }

    /// <summary>Whether a stretch that is a piece as a whole becomes it, whatever the merges make of it. Default false.</summary>
    public bool IgnoreMerges { get; init; }
}
