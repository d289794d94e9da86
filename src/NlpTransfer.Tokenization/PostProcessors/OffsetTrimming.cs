namespace NlpTransfer.Tokenization;

/// <summary>Takes the blanks inside byte-level tokens out of their offsets.</summary>
internal static class OffsetTrimming
{
    private const int ByteLevelBlank = 0x120;

    /// <summary>Trims.</summary>
    /// <param name="addPrefixSpace">Whether the first token's blank was put there by the tokenizer, so that no offset has to make up for it.</param>
    /// <param name="tokens">The tokens.</param>
    /// <param name="offsets">Their ranges.</param>
    public static void Apply(bool addPrefixSpace, ReadOnlySpan<string> tokens, Span<TokenRange> offsets)
    {
        for (int i = 0; i < tokens.Length; i++)
        {
            int leading = CountBlanks(tokens[i], fromEnd: false);
            int trailing = CountBlanks(tokens[i], fromEnd: true);
            (int start, int end) = (offsets[i].Start, offsets[i].End);
            if (leading == 1 && addPrefixSpace && (i == 0 || start == 0))
                leading = 0;
            start = Math.Min(start + leading, end);
            if (end >= trailing)
                end = Math.Max(end - trailing, start);
            offsets[i] = new(start, end);
        }
    }

    private static int CountBlanks(string token, bool fromEnd)
    {
        // White space lies in the basic plane, a code unit each.
        int count = 0;
        while (count < token.Length && token[fromEnd ? token.Length - 1 - count : count] is var unit && (unit == ByteLevelBlank || char.IsWhiteSpace(unit)))
            count++;
        return count;
    }
}
