namespace NlpTransfer.Remapping;

/// <summary>A sign that a remap is likely to hurt.</summary>
/// <param name="Name">Its name, for programs: words joined by hyphens.</param>
/// <param name="Message">What was found and what helps, for people.</param>
public sealed record RemapWarning(string Name, string Message);
