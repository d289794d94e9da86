namespace NlpTransfer.Metrics;

/// <summary>What stands in for a precision of zero (Chen and Cherry 2014).</summary>
public enum BleuSmoothing
{
    /// <summary>exp: halves with each order that has no match (their method 3); what published scores use.</summary>
    Exponential,

    /// <summary>floor: a small count instead of none (method 1), 0.1 unless told otherwise.</summary>
    Floor,

    /// <summary>add-k: as many more matches and n-grams from the second order on (method 2), 1 unless told otherwise.</summary>
    AddK,

    /// <summary>none: a score without a match at some order is zero.</summary>
    None,
}
