namespace NlpTransfer.Tokenization;

/// <summary>A token that is found in the text as a whole, before the model sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Content">Its text; not empty.</param>
public sealed record AddedToken(int Id, string Content)
{
    /// <summary>Whether it is left out when text is decoded without special tokens. Default false.</summary>
    public bool Special { get; init; }

    /// <summary>Whether it is looked for in the normalised text (itself normalised) and not in the original. Default false.</summary>
    public bool Normalized { get; init; }

    /// <summary>Whether it swallows the white space before it. Default false.</summary>
    public bool LStrip { get; init; }

    /// <summary>Whether it swallows the white space after it. Default false.</summary>
    public bool RStrip { get; init; }

    /// <summary>Whether it is found only where no word character touches it. Default false.</summary>
    public bool SingleWord { get; init; }
}
