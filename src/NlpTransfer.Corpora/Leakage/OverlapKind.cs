namespace NlpTransfer.Corpora;

/// <summary>How a row is known from training, the strongest first.</summary>
public enum OverlapKind
{
    /// <summary>The same text, character by character.</summary>
    Exact,

    /// <summary>The same text but for case, combining marks, punctuation and white space (after NFKC).</summary>
    Normalized,

    /// <summary>Another text of the same group: a translation, or a row of the same document.</summary>
    Translated,

    /// <summary>A text most of whose character shingles stand in a training text, or the other way round.</summary>
    Near,
}
