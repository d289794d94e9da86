namespace NlpTransfer.Evaluation;

/// <summary>A sign that a remap is likely to hurt.</summary>
/// <param name="Name">Its name, in words with hyphens.</param>
/// <param name="Message">What it says, in a sentence.</param>
public sealed record RemapCaution(string Name, string Message);
