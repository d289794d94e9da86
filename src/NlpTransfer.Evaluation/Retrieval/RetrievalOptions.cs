namespace NlpTransfer.Evaluation;

/// <summary>How retrieval of translations is measured.</summary>
public sealed record RetrievalOptions
{
    /// <summary>The embedder's name in the report. Default <c>model</c>.</summary>
    public string Name { get; init; } = "model";

    /// <summary>Other embedders to compare with, each with a name of its own. Default none.</summary>
    public IReadOnlyList<(string Name, ITextEmbedder Embedder)> Against { get; init; } = [];

    /// <summary>Intervals, tests and their seed.</summary>
    public StatisticsOptions Statistics { get; init; } = new();

    internal void Validate()
    {
        string[] names = [Name, .. Against.Select(other => other.Name)];
        Statistics.Check(new OptionFaults("retrieval"))
            .Require(names.All(name => !string.IsNullOrWhiteSpace(name)), "each embedder needs a name")
            .Require(names.Distinct(StringComparer.Ordinal).Count() == names.Length, $"each embedder needs a name of its own, not {string.Join(", ", names.Select(name => $"'{name}'"))}")
            .ThrowIfAny();
    }
}
