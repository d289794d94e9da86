namespace NlpTransfer.Tokenization;

/// <summary>Bounds on what an untrusted file may ask for.</summary>
internal static class TokenizerLimits
{
    /// <summary>Ids and trie nodes are kept in 24 bits.</summary>
    public const int LargestId = (1 << 24) - 2;

    /// <summary>Bytes of the largest file that is read.</summary>
    public const long LargestFile = 512L << 20;

    /// <summary>Depth of nested JSON.</summary>
    public const int Depth = 32;

    /// <summary>Unused ids that a vocabulary may have for each used one, beside a fixed allowance.</summary>
    public const int GapsPerPiece = 4;

    /// <summary>Unused ids that any vocabulary may have.</summary>
    public const int Gaps = 1 << 16;
}
