namespace NlpTransfer.Tokenization;

/// <summary>A trained tokenizer and what was seen on the way.</summary>
/// <param name="Tokenizer">The tokenizer.</param>
/// <param name="Report">The report.</param>
public sealed record TrainedTokenizer(TextTokenizer Tokenizer, TokenizerTrainingReport Report);
