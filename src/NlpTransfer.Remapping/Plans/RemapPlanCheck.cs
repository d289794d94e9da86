using System.Globalization;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>What has to hold of every plan.</summary>
internal static class RemapPlanCheck
{
    /// <summary>How far a token's weights, singles, may be from one together.</summary>
    public const double Tolerance = 1e-4;

    /// <summary>The first fault of rows that are sorted by new, then by old token; null where there is none.</summary>
    public static string? Fault(TextTokenizer tokenizer, int oldVocabularySize, RemapRow[] rows)
    {
        int expected = 0;
        for (int start = 0; start < rows.Length;)
        {
            int token = rows[start].NewToken;
            if (token < 0 || token >= tokenizer.VocabularySize)
                return $"new id {token} is out of bounds, the new tokenizer has {tokenizer.VocabularySize} tokens";
            if (token != expected)
                return Missing(tokenizer, expected);
            expected++;
            double sum = 0;
            int end = start;
            for (; end < rows.Length && rows[end].NewToken == token; end++)
            {
                if (rows[end].OldToken < 0 || rows[end].OldToken >= oldVocabularySize)
                    return $"old id {rows[end].OldToken} (of new id {token}) is out of bounds, the old tokenizer has {oldVocabularySize} tokens";
                if (end > start && rows[end].OldToken == rows[end - 1].OldToken)
                    return $"old id {rows[end].OldToken} stands twice for new id {token}";
                sum += rows[end].Weight;
            }

            // A NaN fails this too.
            if (!(Math.Abs(sum - 1) <= Tolerance))
                return string.Create(CultureInfo.InvariantCulture, $"the weights of new id {token} ('{tokenizer.IdToToken(token)}') sum to {sum:G6} where 1 was expected");
            start = end;
        }

        return expected == tokenizer.VocabularySize ? null : Missing(tokenizer, expected);
    }

    private static string Missing(TextTokenizer tokenizer, int token) => $"new id {token} ('{tokenizer.IdToToken(token)}') is not expressed, every new token has to be";
}
