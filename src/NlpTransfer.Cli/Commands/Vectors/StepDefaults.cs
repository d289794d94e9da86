namespace NlpTransfer.Cli.Commands.Vectors;

/// <summary>The defaults that the help of a training on plain text tells; as text where a command has two, by what its model has.</summary>
/// <param name="Epochs">Passes.</param>
/// <param name="LearningRateText">The peak rate.</param>
/// <param name="LanguageTemperature">How languages are mixed.</param>
/// <param name="EvaluationsText">Measurements on the way.</param>
/// <param name="MaxLength">Tokens of a text.</param>
/// <param name="BatchTokensText">Tokens of a batch.</param>
internal sealed record StepDefaults(int Epochs, string LearningRateText, double LanguageTemperature, string EvaluationsText, int MaxLength, string BatchTokensText);
