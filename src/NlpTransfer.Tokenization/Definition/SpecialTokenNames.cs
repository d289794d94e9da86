namespace NlpTransfer.Tokenization;

/// <summary>Which token plays which part, by its text. A tokenizer.json does not say; the files beside it do.</summary>
public sealed record SpecialTokenNames
{
    /// <summary>Fills a batch.</summary>
    public string? Padding { get; init; }

    /// <summary>Stands for what the vocabulary can't express.</summary>
    public string? Unknown { get; init; }

    /// <summary>Opens a sequence.</summary>
    public string? Begin { get; init; }

    /// <summary>Ends a sequence.</summary>
    public string? End { get; init; }

    /// <summary>Stands for a token to be guessed.</summary>
    public string? Mask { get; init; }

    /// <summary>The same, and where this says nothing, what another says.</summary>
    internal SpecialTokenNames Or(SpecialTokenNames other) => new()
    {
        Padding = Padding ?? other.Padding,
        Unknown = Unknown ?? other.Unknown,
        Begin = Begin ?? other.Begin,
        End = End ?? other.End,
        Mask = Mask ?? other.Mask,
    };
}
