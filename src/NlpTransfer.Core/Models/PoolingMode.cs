namespace NlpTransfer;

/// <summary>How one vector is made of the hidden states of a text.</summary>
public enum PoolingMode
{
    /// <summary>The mean over all tokens that are not padding.</summary>
    Mean,

    /// <summary>The state of the first token.</summary>
    FirstToken,

    /// <summary>The largest value of each dimension over all tokens that are not padding.</summary>
    Max,
}
