namespace NlpTransfer.Training;

/// <summary>What healing took and gave.</summary>
/// <param name="Run">Steps, tokens, time, loss.</param>
/// <param name="Languages">Held-out agreement with the teacher, a row a language; empty where nothing was held out.</param>
/// <param name="Texts">Texts that were trained on.</param>
/// <param name="TrainedRows">Token embeddings that trained.</param>
/// <param name="NewRows">Token embeddings that the teacher does not have.</param>
/// <param name="Shortened">Texts, held-out ones included, that were longer than is read.</param>
public sealed record HealingReport(TrainingRun Run, IReadOnlyList<LanguageAgreement> Languages, int Texts, int TrainedRows, int NewRows, int Shortened)
{
    /// <summary>
    /// Languages of whose tokens a fifth or more are unknown to the teacher, with that share: its vectors say little of their texts, so healing has little to keep there, and
    /// aligning with translations is the better way. Default none.
    /// </summary>
    public IReadOnlyDictionary<string, double> UnknownToTeacher { get; init; } = new Dictionary<string, double>();

    /// <summary>Mean over languages of the centred cosine before; null where nothing was held out.</summary>
    public double? CentredBefore => Languages.Count == 0 ? null : Languages.Average(language => language.Before.Centred.Value);

    /// <summary>Mean over languages of the centred cosine after; null where nothing was held out or the run was interrupted.</summary>
    public double? CentredAfter => Languages.Count == 0 || Languages.Any(language => language.After is null) ? null : Languages.Average(language => language.After!.Centred.Value);
}
