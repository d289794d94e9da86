namespace NlpTransfer.Torch;

/// <summary>What a model computed for a batch.</summary>
/// <param name="LastHiddenState">The last hidden states, row-major.</param>
/// <param name="HiddenShape"><c>[batch, length, hidden]</c>.</param>
/// <param name="Logits">The head's logits, row-major; null where the model has no head.</param>
/// <param name="LogitsShape"><c>[batch, labels]</c> or <c>[batch, length, vocabulary]</c>; null where the model has no head.</param>
public sealed record ModelOutputs(float[] LastHiddenState, long[] HiddenShape, float[]? Logits, long[]? LogitsShape);
