namespace NlpTransfer.Evaluation;

/// <summary>A tokenizer's fertility in a language, for a picture.</summary>
/// <param name="Language">The language.</param>
/// <param name="Tokenizer">What the tokenizer is called.</param>
/// <param name="Fertility">Tokens a word.</param>
public sealed record FertilityBar(string Language, string Tokenizer, double Fertility);
