using System.Globalization;
using System.Text;
using NlpTransfer.Metrics;

namespace NlpTransfer.Training;

/// <summary>The card of a masked language model.</summary>
internal static class MaskedModelCard
{
    internal static ModelCard Create(string title, MaskedModelOrigin origin, MaskedTrainingReport report, AdaptedCard card, bool hasPicture)
    {
        var sections = new List<CardSection> { new("How it was made", AdaptedCards.MadeBy(origin.Provenance, report.Run, card)) };
        if (hasPicture)
            sections.Add(new CardSection("Loss", $"Training and held-out loss on the way; the figures are in `{TrainingLog.FileName}`.\n\n![Loss by step]({TrainedMaskedModel.PictureName})"));
        sections.AddRange(AdaptedCards.End(card));
        return new ModelCard
        {
            Title = title,
            Summary = origin.Summary,
            BaseModel = origin.BaseModel,
            Licence = card.Licence,
            PipelineTag = "fill-mask",
            EvaluationText = report.Languages.Count == 0 ? null : Guesses(report.Languages),
            Sections = sections,
        };
    }

    /// <summary>The card of a model on the way: of it nothing was measured.</summary>
    internal static ModelCard OfSnapshot(string title, MaskedModelOrigin origin, TrainingRun run, AdaptedCard card) => new()
    {
        Title = title,
        Summary = origin.Summary,
        BaseModel = origin.BaseModel,
        Licence = card.Licence,
        PipelineTag = "fill-mask",
        Sections = [new CardSection("How it was made", AdaptedCards.MadeBy(origin.Provenance, run, card)), .. AdaptedCards.End(card)],
    };

    private static string Guesses(IReadOnlyList<LanguageGuesses> languages)
    {
        var text = new StringBuilder();
        text.Append("On held-out texts, in nats: the mean loss of a hidden token, and e to the power of the loss where every token is hidden alone (pseudo-perplexity), with 95 % intervals over sequences. ");
        text.Append("Both depend on the vocabulary, so they compare models that share one.\n\n");
        text.Append("| language | sequences | loss before | after | pseudo-perplexity |\n|---|---|---|---|---|\n");
        foreach (LanguageGuesses row in languages)
            text.Append(CultureInfo.InvariantCulture, $"| {row.Language} | {row.Before.N} | {row.Before.Value:0.000} | {Value(row.After, "0.000")} | {Value(row.PseudoPerplexity, "0.0")} |\n");
        return text.ToString().TrimEnd();
    }

    private static string Value(Score? score, string format)
    {
        if (score is not { } known)
            return "not measured";
        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        return $"{Text(known.Value)} [{Text(known.Low)}, {Text(known.High)}]";
    }
}
