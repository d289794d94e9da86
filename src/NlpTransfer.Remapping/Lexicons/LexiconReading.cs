namespace NlpTransfer.Remapping;

/// <summary>A word list as it was read.</summary>
/// <param name="Lexicon">The pairs in the order of the file, repeated ones too.</param>
/// <param name="HasHeader">Whether the first line named the columns and is no pair.</param>
/// <param name="Repeated">Pairs that had stood there before.</param>
public sealed record LexiconReading(Lexicon Lexicon, bool HasHeader, int Repeated);
