namespace NlpTransfer;

/// <summary>
/// A model that has read a batch of sources and gives the logits of the next token, however it computes them. It keeps what it needs of the tokens before, and
/// takes along what a step continues; the search knows nothing of tensors.
/// </summary>
public interface ISequenceDecoder
{
    /// <summary>Number of sentences that were read.</summary>
    int Sentences { get; }

    /// <summary>Number of token ids.</summary>
    int VocabularySize { get; }

    /// <summary>Takes one token more on every row.</summary>
    /// <param name="step">The rows.</param>
    /// <returns>Logits, <c>[rows, vocabulary]</c>, row-major; valid until the next call.</returns>
    ReadOnlySpan<float> Next(DecoderStep step);
}
