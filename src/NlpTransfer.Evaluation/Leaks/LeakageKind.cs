namespace NlpTransfer.Evaluation;

/// <summary>How a held-out row is known from training.</summary>
public enum LeakageKind
{
    /// <summary>The same text.</summary>
    Exact,

    /// <summary>The same text after normalising: case, marks, punctuation or spaces differ.</summary>
    Near,

    /// <summary>Another language's version, or another row, of the same group.</summary>
    Translated,
}
