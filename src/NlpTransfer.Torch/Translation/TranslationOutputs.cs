namespace NlpTransfer.Torch;

/// <summary>What a translation model computed for sources and targets.</summary>
/// <param name="SourceStates">The encoder's last hidden states, row-major.</param>
/// <param name="SourceShape"><c>[batch, source length, hidden]</c>.</param>
/// <param name="TargetStates">The decoder's last hidden states, row-major; null where there were no targets.</param>
/// <param name="TargetShape"><c>[batch, target length, hidden]</c>.</param>
/// <param name="Logits">Logits of the token after each of the target's, row-major; null where there were no targets.</param>
/// <param name="LogitsShape"><c>[batch, target length, vocabulary]</c>.</param>
public sealed record TranslationOutputs(float[] SourceStates, long[] SourceShape, float[]? TargetStates, long[]? TargetShape, float[]? Logits, long[]? LogitsShape);
