namespace NlpTransfer.Training;

/// <summary>What a training by masked language modelling took and gave.</summary>
/// <param name="Run">Steps, tokens, time, loss.</param>
/// <param name="Languages">Held-out losses, a row a language; empty where nothing was held out.</param>
/// <param name="Parameters">Values that the model has.</param>
/// <param name="Texts">Sequences of plain text that were trained on, those against forgetting included.</param>
/// <param name="Pairs">Pairs that were trained on.</param>
/// <param name="Split">Texts that were longer than a sequence and became several.</param>
/// <param name="LeftOut">Texts without a token that can be guessed, and pairs that are too long or hold a text that measures.</param>
/// <param name="Unmeasured">Languages with too few texts for any to be held out.</param>
/// <param name="History">Training and held-out losses on the way.</param>
public sealed record MaskedTrainingReport(
    TrainingRun Run, IReadOnlyList<LanguageGuesses> Languages, long Parameters, int Texts, int Pairs, int Split, int LeftOut, IReadOnlyList<string> Unmeasured, IReadOnlyList<LossPoint> History)
{
    /// <summary>Mean over languages of the held-out loss before; null where nothing was held out.</summary>
    public double? HeldOutBefore => Languages.Count == 0 ? null : Languages.Average(language => language.Before.Value);

    /// <summary>Mean over languages of the held-out loss after; null where nothing was held out or the run was interrupted.</summary>
    public double? HeldOutAfter => Languages.Count == 0 || Languages.Any(language => language.After is null) ? null : Languages.Average(language => language.After!.Value.Value);
}
