namespace NlpTransfer.Tokenization;

/// <summary>A piece as a SentencePiece file has it.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Score">Its score.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="KindWritten">Whether the file spells the kind out; it need not for a normal piece.</param>
internal readonly record struct SentencePieceEntry(string Text, float Score, PieceKind Kind, bool KindWritten);
