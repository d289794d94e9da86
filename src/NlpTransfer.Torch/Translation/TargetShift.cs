namespace NlpTransfer.Torch;

/// <summary>What a decoder is given in training: the target one place to the right, behind the start (teacher forcing).</summary>
internal static class TargetShift
{
    /// <summary>Marks places of labels that count for nothing.</summary>
    internal const long Ignored = -100;

    /// <summary>Moves labels to the right; ignored places become padding.</summary>
    /// <param name="labels">Ids or <see cref="Ignored"/>, row-major.</param>
    /// <param name="length">Length of a row.</param>
    /// <param name="config">The ids of start and padding.</param>
    internal static long[] Right(long[] labels, int length, TranslationConfig config)
    {
        long[] shifted = new long[labels.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            long before = i % length == 0 ? config.StartId : labels[i - 1];
            shifted[i] = before == Ignored ? config.PaddingId : before;
        }

        return shifted;
    }
}
