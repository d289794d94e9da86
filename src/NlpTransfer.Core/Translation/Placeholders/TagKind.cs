namespace NlpTransfer;

/// <summary>What a placeholder is to the nesting of elements.</summary>
internal enum TagKind
{
    /// <summary>No tag, or one that stands alone: <c>&lt;br&gt;</c>, <c>&lt;x/&gt;</c>, a comment.</summary>
    None,

    /// <summary><c>&lt;b&gt;</c>.</summary>
    Opening,

    /// <summary><c>&lt;/b&gt;</c>.</summary>
    Closing,
}
