namespace NlpTransfer.Metrics;

/// <summary>How BLEU cuts lines into words.</summary>
public enum BleuTokenizer
{
    /// <summary>13a: the rules of NIST's mteval-v13a, for text in Western scripts; what published scores use.</summary>
    V13a,

    /// <summary>intl: every Unicode punctuation mark and symbol by itself, but for marks between digits (mteval-v14, international).</summary>
    International,

    /// <summary>char: every code point is a word.</summary>
    Characters,

    /// <summary>none: the text is cut into words already, by spaces.</summary>
    None,

    /// <summary>zh: every Chinese character by itself, 13a for the rest.</summary>
    Chinese,
}
