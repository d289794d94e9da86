namespace NlpTransfer.LinearModels;

/// <summary>Which n-grams of a text are features.</summary>
/// <param name="Kind">Runs of characters, or words.</param>
/// <param name="Shortest">Least number of code points of a run; 1 for words.</param>
/// <param name="Longest">Greatest number of code points of a run, at most <see cref="LongestAllowed"/>; 1 for words.</param>
/// <param name="MinDocuments">How many training texts a feature must occur in.</param>
/// <param name="DropMarks">Whether combining marks are dropped before; lower case is always taken.</param>
internal sealed record NgramOptions(NgramKind Kind, int Shortest, int Longest, int MinDocuments, bool DropMarks)
{
    public const int LongestAllowed = 16;

    /// <summary>What is wrong with the values, or null.</summary>
    public string? Fault() =>
        Kind is not (NgramKind.CharactersInWords or NgramKind.Words) ? "unknown kind of n-gram"
        : Shortest < 1 || Longest < Shortest || Longest > LongestAllowed ? "lengths of n-grams out of range"
        : MinDocuments < 1 ? "least number of documents below 1"
        : null;

    public string Prepare(string text) => DropMarks ? LetterText.Fold(text) : LetterText.Lower(text);
}
