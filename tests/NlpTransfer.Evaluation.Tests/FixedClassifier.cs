namespace NlpTransfer.Evaluation.Tests;

/// <summary>Gives each text the label that follows its last "→" with a fixed probability, the rest spread evenly: what it says is written in the text.</summary>
internal sealed class FixedClassifier(double probability, params string[] labels) : ITextClassifier
{
    public List<int> BatchSizes { get; } = [];

    public IReadOnlyList<string> Labels => labels;

    public int CutTokens { get; init; }

    public Task<IReadOnlyList<TextClassification>> ClassifyAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        BatchSizes.Add(texts.Count);
        return Task.FromResult<IReadOnlyList<TextClassification>>([.. texts.Select(Classify)]);
    }

    private TextClassification Classify(string text)
    {
        string said = text[(text.LastIndexOf('→') + 1)..].Trim();
        double rest = (1 - probability) / Math.Max(1, labels.Length - 1);
        return new TextClassification([.. labels.Select(label => Math.Log(label == said ? probability : rest))], text.Contains("long", StringComparison.Ordinal) ? CutTokens : 0);
    }
}
