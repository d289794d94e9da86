namespace NlpTransfer.Training;

/// <summary>Whom a text that was trained on is from, for the card.</summary>
/// <param name="Name">What the text is called.</param>
/// <param name="Language">Its language; null where it is not named.</param>
/// <param name="Licence">Its licence; null where it is not stated.</param>
/// <param name="Credit">Whom the licence asks to name; null for nobody.</param>
public sealed record TextCredit(string Name, string? Language, string? Licence, string? Credit);
