using System.Globalization;
using System.Text;

namespace NlpTransfer.Training;

/// <summary>A model whose vectors are near those of the model it was remapped from again.</summary>
public sealed class HealedModel : AdaptedModel
{
    internal HealedModel(EncoderSession session, Provenance provenance, HealingReport report)
        : base(session, provenance) => Report = report;

    /// <summary>What healing took and gave.</summary>
    public HealingReport Report { get; }

    /// <inheritdoc/>
    public override bool WasInterrupted => Report.Run.Interrupted;

    private protected override ModelCard Card(string title, AdaptedCard card)
    {
        string parent = Provenance.Parents[0].Name, teacher = Provenance.Parents[1].Name;
        var sections = new List<CardSection> { new("How it was made", AdaptedCards.MadeBy(Provenance, Report.Run, card)) };
        sections.AddRange(AdaptedCards.End(card));
        var summary = new StringBuilder();
        summary.Append(CultureInfo.InvariantCulture, $"A text encoder, made from {parent} by training it to give the sentence vectors of {teacher}, whose vocabulary is another, on {Report.Texts:N0} plain texts. ");
        summary.Append(CultureInfo.InvariantCulture, $"{Report.TrainedRows:N0} token embeddings trained.");
        return new ModelCard
        {
            Title = title,
            Summary = summary.ToString(),
            BaseModel = parent,
            Licence = card.Licence,
            PipelineTag = "sentence-similarity",
            EvaluationText = Report.Languages.Count == 0 ? null : $"How near its vectors are to {teacher}'s. " + AdaptedCards.Agreement(Report.Languages),
            Sections = sections,
        };
    }
}
