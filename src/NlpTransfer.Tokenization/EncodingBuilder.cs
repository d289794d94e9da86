namespace NlpTransfer.Tokenization;

/// <summary>Puts the tokens of one or two texts into the post-processor's template.</summary>
internal sealed class EncodingBuilder(IReadOnlyList<TemplateItem> template, bool addSpecialTokens)
{
    /// <summary>Number of special tokens that the template adds.</summary>
    public int AddedCount { get; } = addSpecialTokens ? template.Sum(item => item.Specials.Count) : 0;

    public PairEncoding Build(params ReadOnlySpan<TokenEncoding> sequences)
    {
        int count = AddedCount;
        foreach (TemplateItem item in template)
            count += item.Sequence >= 0 ? sequences[item.Sequence].Ids.Length : 0;
        var result = new PairEncoding(new int[count], new string[count], new TokenRange[count], new int[count]);
        int at = 0;
        foreach (TemplateItem item in template)
        {
            int from = at;
            if (item.Sequence >= 0)
            {
                TokenEncoding sequence = sequences[item.Sequence];
                sequence.Ids.CopyTo(result.Ids, at);
                sequence.Tokens.CopyTo(result.Tokens, at);
                sequence.Offsets.CopyTo(result.Offsets, at);
                at += sequence.Ids.Length;
            }

            for (int i = 0; addSpecialTokens && i < item.Specials.Count; i++, at++)
            {
                result.Ids[at] = item.Specials[i].Id;
                result.Tokens[at] = item.Specials[i].Token;
            }

            result.TypeIds.AsSpan(from, at - from).Fill(item.TypeId);
        }

        return result;
    }
}
