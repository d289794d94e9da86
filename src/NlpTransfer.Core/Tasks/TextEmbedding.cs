namespace NlpTransfer;

/// <summary>The vector of one text.</summary>
/// <param name="Vector">The vector, of <see cref="ITextEmbedder.Dimension"/> values; whether it has unit length is the embedder's to say.</param>
/// <param name="CutTokens">How many tokens of the text lay beyond the model's length and were not read; 0 where everything was.</param>
public readonly record struct TextEmbedding(float[] Vector, int CutTokens = 0);
