namespace NlpTransfer.Training;

/// <summary>The pairs of one target language.</summary>
/// <param name="Language">The language of the translations, or the file where nobody named one.</param>
/// <param name="Pairs">Pairs to train on.</param>
/// <param name="HeldOut">Pairs that measure; neither of their texts is trained on, in whatever language.</param>
internal sealed record PairGroup(string Language, IReadOnlyList<(string Source, string Target)> Pairs, IReadOnlyList<(string Source, string Target)> HeldOut);
