namespace NlpTransfer;

/// <summary>Generated sequences as one matrix, as the transformers library's <c>generate</c> returns them.</summary>
public static class SequenceRows
{
    /// <summary>Puts the start before every sequence and fills all to the longest.</summary>
    /// <param name="sequences">The sequences, a row each.</param>
    /// <param name="config">The ids.</param>
    /// <param name="options">How they were generated.</param>
    /// <returns>Ids, row-major, and their number a row.</returns>
    public static (long[] Ids, int Length) Of(IReadOnlyList<GeneratedSequence> sequences, GenerationConfig config, GenerationOptions options)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(options);
        // The library's beam search takes a padding id of 0 for none at all, and fills with the end.
        int fill = options.Beams > 1 && config.PaddingId == 0 ? config.EndIds[0] : config.PaddingId;
        int length = 1 + sequences.Max(sequence => sequence.Tokens.Length);
        long[] ids = new long[sequences.Count * length];
        Array.Fill(ids, fill);
        for (int row = 0; row < sequences.Count; row++)
        {
            ids[row * length] = config.StartId;
            for (int i = 0; i < sequences[row].Tokens.Length; i++)
                ids[(row * length) + 1 + i] = sequences[row].Tokens[i];
        }

        return (ids, length);
    }
}
