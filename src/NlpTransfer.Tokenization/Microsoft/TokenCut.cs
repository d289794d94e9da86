namespace NlpTransfer.Tokenization;

/// <summary>Where a text may be cut so that so many tokens are left; never between two tokens that share a character, such as the bytes of one letter.</summary>
internal static class TokenCut
{
    /// <summary>How many whole tokens fit, at most <paramref name="most"/>, from the start or the end.</summary>
    public static int Fitting(ReadOnlySpan<TokenRange> offsets, int most, bool fromEnd)
    {
        if (most >= offsets.Length)
            return offsets.Length;
        int count = Math.Max(0, most);
        while (count > 0 && IsJoined(offsets, fromEnd ? offsets.Length - count : count))
            count--;
        return count;
    }

    /// <summary>The end of the first tokens.</summary>
    public static int Index(ReadOnlySpan<TokenRange> offsets, int count) => count == 0 ? 0 : offsets[count - 1].End;

    /// <summary>The start of the last tokens.</summary>
    public static int IndexFromEnd(ReadOnlySpan<TokenRange> offsets, int count, int textLength) => count == 0 ? textLength : offsets[^count].Start;

    private static bool IsJoined(ReadOnlySpan<TokenRange> offsets, int index) => offsets[index].Start < offsets[index - 1].End;
}
