namespace NlpTransfer.Remapping;

/// <summary>
/// The projection of scores onto the simplex (Martins and Astudillo 2016, "From Softmax to Sparsemax"): weights that sum to one, most of them zero where some scores
/// are clearly larger than the rest.
/// </summary>
internal static class Sparsemax
{
    /// <summary>Turns scores into weights, in place.</summary>
    /// <param name="scores">At least one number.</param>
    /// <param name="room">As long as the scores; overwritten.</param>
    public static void Apply(Span<float> scores, Span<float> room)
    {
        scores.CopyTo(room);
        Span<float> sorted = room[..scores.Length];
        sorted.Sort();
        double sum = 0, threshold = 0;
        for (int count = 1; count <= sorted.Length; count++)
        {
            double score = sorted[^count];
            sum += score;
            if (1 + (count * score) <= sum)
                break;
            threshold = (sum - 1) / count;
        }

        for (int i = 0; i < scores.Length; i++)
            scores[i] = (float)Math.Max(0, scores[i] - threshold);
    }
}
