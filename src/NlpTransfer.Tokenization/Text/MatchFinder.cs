namespace NlpTransfer.Tokenization;

/// <summary>Cuts a text into consecutive ranges and says of each whether it is a delimiter.</summary>
internal delegate void MatchFinder(ReadOnlySpan<char> text, List<(int Start, int End, bool Match)> matches);
