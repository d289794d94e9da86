namespace NlpTransfer.Tokenization;

/// <summary>A repeated part of words: suffixes <c>First</c> to <c>End</c>, exclusively, of the suffix order begin with its <c>Length</c> symbols.</summary>
internal readonly record struct Substring(int First, int End, int Length, long Score);
