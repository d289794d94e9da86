namespace NlpTransfer.Evaluation;

/// <summary>What a paired comparison says of the first system.</summary>
public enum Verdict
{
    /// <summary>The rows can't tell the two systems apart.</summary>
    Undecided,

    /// <summary>Significantly better.</summary>
    Helps,

    /// <summary>Significantly worse.</summary>
    Hurts,
}
