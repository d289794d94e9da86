namespace NlpTransfer.Remapping;

/// <summary>What <see cref="WordAligner"/> found.</summary>
/// <param name="Table">For new tokens the old tokens that they are aligned with, weighted by how often.</param>
/// <param name="Pairs">Pairs that were learnt from.</param>
/// <param name="TooLong">Pairs that were left out because a side has more than <see cref="WordAlignmentOptions.MaximumLength"/> words.</param>
/// <param name="WithoutWords">Pairs that were left out because a side has no word.</param>
/// <param name="ForgottenEntries">Pairs of words that were forgotten because there were more than <see cref="WordAlignmentOptions.MaximumEntries"/>.</param>
/// <param name="Tension">The learnt preference for the diagonal, from old to new and from new to old.</param>
/// <param name="Perplexity">How many words each word of the new language was chosen from, on average, in the last pass.</param>
public sealed record WordAlignmentResult(
    WordAlignmentTable Table, long Pairs, long TooLong, long WithoutWords, long ForgottenEntries, (double Forward, double Backward) Tension, double Perplexity);
