namespace NlpTransfer.Training;

/// <summary>What the training of a translation model took and gave.</summary>
/// <param name="Run">Steps, tokens, time, loss per target token.</param>
/// <param name="Pairs">Pairs that were trained on.</param>
/// <param name="HeldOut">Pairs that were held out to choose the weights.</param>
/// <param name="LeftOut">Pairs that were left out because a side is too long.</param>
/// <param name="ChrfBefore">chrF on the pairs held out before the first step; null where none were held out.</param>
/// <param name="Chrf">chrF of the weights that were kept; null where none were held out, or nothing was measured.</param>
public sealed record TranslationReport(TrainingRun Run, int Pairs, int HeldOut, int LeftOut, double? ChrfBefore, double? Chrf)
{
    /// <summary>Losses per target token and rates, and chrF on the pairs held out, on the way.</summary>
    public IReadOnlyList<LossPoint> History { get; init; } = [];

    /// <summary>Sides of which a fifth of the tokens or more are unknown to the tokenizer; empty where it reads all.</summary>
    public IReadOnlyList<UnknownSide> Unknown { get; init; } = [];
}
