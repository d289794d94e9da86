namespace NlpTransfer.Training;

/// <summary>A pair as ids.</summary>
/// <param name="Source">What the encoder reads.</param>
/// <param name="Target">What the decoder has to say, the end included.</param>
/// <param name="SourceText">The text, to translate it where it is held out.</param>
/// <param name="TargetText">Its translation.</param>
internal sealed record SequencePair(int[] Source, int[] Target, string SourceText, string TargetText)
{
    /// <summary>Tokens of both sides.</summary>
    internal int Length => Source.Length + Target.Length;
}
