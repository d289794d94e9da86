namespace NlpTransfer.Tokenization;

/// <summary>Two characters that readers take for one and programs do not, both found in one language's texts.</summary>
/// <param name="Usual">The one found more often.</param>
/// <param name="UsualCount">How often.</param>
/// <param name="Other">The other one.</param>
/// <param name="OtherCount">How often.</param>
public sealed record LookAlikeCount(string Usual, long UsualCount, string Other, long OtherCount);
