namespace NlpTransfer.Tests;

/// <summary>A decoder whose probabilities follow from the last token alone, the same for every sentence or another for each: small enough to be worked out by hand.</summary>
internal sealed class TableDecoder(int vocabulary, Func<int, int, double[]> probabilities, int sentences = 1) : ISequenceDecoder
{
    private int[] _numbers = [.. Enumerable.Range(0, sentences)];
    private float[] _logits = [];

    public int Sentences => sentences;

    public int VocabularySize => vocabulary;

    /// <summary>Rows of every step so far.</summary>
    public List<int> Rows { get; } = [];

    public ReadOnlySpan<float> Next(DecoderStep step)
    {
        _numbers = [.. step.Sentences.Select(sentence => _numbers[sentence])];
        int width = step.Tokens.Length / Math.Max(1, _numbers.Length);
        Rows.Add(step.Tokens.Length);
        _logits = [.. step.Tokens.SelectMany((token, row) => probabilities(_numbers[row / width], token).Select(p => (float)Math.Log(p)))];
        return _logits;
    }
}
