namespace NlpTransfer.Training;

/// <summary>The texts of one language.</summary>
/// <param name="Language">The language as the user named it, or the file where nobody named one.</param>
/// <param name="Texts">Texts to train on, each once.</param>
/// <param name="HeldOut">Texts that measure; none of them is trained on, in whatever language.</param>
internal sealed record TextGroup(string Language, IReadOnlyList<string> Texts, IReadOnlyList<string> HeldOut);
