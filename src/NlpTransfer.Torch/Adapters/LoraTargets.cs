namespace NlpTransfer.Torch;

/// <summary>The products of a layer that get an adapter.</summary>
[Flags]
public enum LoraTargets
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Queries of the attention.</summary>
    Query = 1,

    /// <summary>Keys of the attention.</summary>
    Key = 2,

    /// <summary>Values of the attention.</summary>
    Value = 4,

    /// <summary>The product after the attention.</summary>
    AttentionOutput = 8,

    /// <summary>The first product of the feed-forward part.</summary>
    Intermediate = 16,

    /// <summary>The second product of the feed-forward part.</summary>
    Output = 32,

    /// <summary>All four of the attention.</summary>
    Attention = Query | Key | Value | AttentionOutput,

    /// <summary>Both of the feed-forward part.</summary>
    FeedForward = Intermediate | Output,

    /// <summary>All six.</summary>
    All = Attention | FeedForward,
}
