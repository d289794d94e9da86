namespace NlpTransfer.Evaluation;

/// <summary>How two systems' translations of the same lines are compared.</summary>
public enum PairedMethod
{
    /// <summary>Paired bootstrap resampling (Koehn 2004).</summary>
    Bootstrap,

    /// <summary>Paired approximate randomisation (Riezler and Maxwell 2005).</summary>
    Randomization,
}
