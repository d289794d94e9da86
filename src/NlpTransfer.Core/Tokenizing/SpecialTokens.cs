namespace NlpTransfer;

/// <summary>Ids of special tokens by their role; null where a tokenizer has none for it.</summary>
public sealed record SpecialTokens
{
    /// <summary>Fills a batch to equal lengths.</summary>
    public int? Padding { get; init; }

    /// <summary>Stands for what the vocabulary can't express.</summary>
    public int? Unknown { get; init; }

    /// <summary>Opens a sequence (<c>[CLS]</c> or <c>&lt;s&gt;</c>).</summary>
    public int? Begin { get; init; }

    /// <summary>Ends a sequence (<c>[SEP]</c> or <c>&lt;/s&gt;</c>).</summary>
    public int? End { get; init; }

    /// <summary>Stands for a token to be guessed.</summary>
    public int? Mask { get; init; }
}
