namespace NlpTransfer.Tokenization;

/// <summary>What becomes of the delimiters that a text is split at.</summary>
internal enum SplitBehavior
{
    /// <summary>They vanish.</summary>
    Removed,

    /// <summary>Each stands alone.</summary>
    Isolated,

    /// <summary>Each ends the stretch before it.</summary>
    MergedWithPrevious,

    /// <summary>Each begins the stretch after it.</summary>
    MergedWithNext,

    /// <summary>A run of them stands alone.</summary>
    Contiguous,
}
