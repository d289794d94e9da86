namespace NlpTransfer;

/// <summary>When beam search ends for a sentence, as the transformers library defines it.</summary>
public enum BeamStopping
{
    /// <summary>When as many sequences as there are beams are finished and the best running one, at its present length, scores no better than the worst of them: <c>false</c>.</summary>
    Heuristic,

    /// <summary>As soon as as many sequences as there are beams are finished: <c>true</c>.</summary>
    WhenFull,

    /// <summary>When no running sequence could come to score better even at the greatest length: <c>never</c>.</summary>
    Never,
}
