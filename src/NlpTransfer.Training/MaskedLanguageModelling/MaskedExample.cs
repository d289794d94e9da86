namespace NlpTransfer.Training;

/// <summary>A sequence to guess tokens of: a text, or a text with its translation.</summary>
/// <param name="Ids">Its ids with special tokens.</param>
/// <param name="SecondAt">Where segment 1 begins: the second text of a pair whose tokenizer tells the two apart; the length where there is none.</param>
/// <param name="WordStarts">For each id whether a word begins there; null where tokens are drawn one by one.</param>
internal sealed record MaskedExample(int[] Ids, int SecondAt, bool[]? WordStarts = null)
{
    /// <summary>About the bytes that it takes: the object, two arrays, and what lies in them.</summary>
    internal long Bytes => 72L + (sizeof(int) * Ids.Length) + (WordStarts is null ? 0 : 24 + WordStarts.Length);
}
