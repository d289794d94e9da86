using System.Globalization;
using System.Text;

namespace NlpTransfer.Training;

/// <summary>A model that gives a text the vector of its translation.</summary>
public sealed class AlignedModel : AdaptedModel
{
    private readonly double _keepShare;

    internal AlignedModel(EncoderSession session, Provenance provenance, AlignmentReport report, double keepShare)
        : base(session, provenance) => (Report, _keepShare) = (report, keepShare);

    /// <summary>What aligning took and gave.</summary>
    public AlignmentReport Report { get; }

    /// <inheritdoc/>
    public override bool WasInterrupted => Report.Run.Interrupted;

    private protected override ModelCard Card(string title, AdaptedCard card)
    {
        string parent = Provenance.Parents[0].Name;
        var sections = new List<CardSection> { new("How it was made", AdaptedCards.MadeBy(Provenance, Report.Run, card)) };
        sections.AddRange(AdaptedCards.End(card));
        return new ModelCard
        {
            Title = title,
            Summary = Summary(parent),
            BaseModel = parent,
            Licence = card.Licence,
            PipelineTag = "sentence-similarity",
            EvaluationText = Evaluation(),
            Sections = sections,
        };
    }

    private string? Evaluation()
    {
        var parts = new List<string>();
        if (Report.Retrieval.Count > 0)
            parts.Add("### Retrieval of translations, on held-out pairs\n\n" + AlignmentTables.Retrieval(Report.Retrieval));
        if (Report.Labeled.Count > 0)
            parts.Add("### Another task\n\n" + AlignmentTables.Labeled(Report.Labeled));
        if (Report.Kept.Count > 0)
            parts.Add("### How near kept texts stayed to their old vectors\n\n" + AdaptedCards.Agreement(Report.Kept));
        return parts.Count == 0 ? null : string.Join("\n\n", parts);
    }

    private string Summary(string parent)
    {
        var summary = new StringBuilder();
        summary.Append(CultureInfo.InvariantCulture, $"A text encoder, made from {parent} by drawing {Report.Pairs:N0} texts to the vectors that it gave their translations");
        summary.Append(_keepShare > 0
            ? string.Create(CultureInfo.InvariantCulture, $", while {Report.KeptTexts:N0} texts kept their own old vectors in {_keepShare:P0} of the batches.")
            : ". Nothing kept its old vectors, so other texts and tasks are likely to be served worse than before.");
        return summary.ToString();
    }
}
