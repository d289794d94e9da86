using NlpTransfer.Metrics;

namespace NlpTransfer.Training;

/// <summary>How well a model guesses held-out tokens of a language.</summary>
/// <param name="Language">The language as the user named it, or the file where nobody named one.</param>
/// <param name="Before">Mean loss of a hidden token before training, in nats; n counts sequences.</param>
/// <param name="After">The same with the trained weights; null where the run was interrupted.</param>
/// <param name="PseudoPerplexity">What is left to choose from when every token is hidden alone (Salazar et al. 2020); null where it was not taken.</param>
public sealed record LanguageGuesses(string Language, Score Before, Score? After, Score? PseudoPerplexity);
