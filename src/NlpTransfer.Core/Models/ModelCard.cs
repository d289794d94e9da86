namespace NlpTransfer;

/// <summary>The README.md of a model folder: front matter that hubs read, a summary, the evaluation, and what else there is to say.</summary>
public sealed record ModelCard
{
    /// <summary>The name of the file in a model folder.</summary>
    public const string FileName = "README.md";

    /// <summary>The heading.</summary>
    public required string Title { get; init; }

    /// <summary>What the model is and does, Markdown.</summary>
    public required string Summary { get; init; }

    /// <summary>The languages that it is made for.</summary>
    public IReadOnlyList<LanguageTag> Languages { get; init; } = [];

    /// <summary>The licence as hubs write it (<c>mit</c>); null where there is none to be stated.</summary>
    public string? Licence { get; init; }

    /// <summary>The model that it was made from; null for none.</summary>
    public string? BaseModel { get; init; }

    /// <summary>The task as hubs write it, such as <c>text-classification</c>; null for none.</summary>
    public string? PipelineTag { get; init; }

    /// <summary>Tags besides <c>nlptransfer</c>, which is always there.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The evaluation, a row each; empty where nothing was evaluated, and the card says so.</summary>
    public IReadOnlyList<CardScore> Evaluation { get; init; } = [];

    /// <summary>What was measured in a form of its own, Markdown, below the rows; null for nothing.</summary>
    public string? EvaluationText { get; init; }

    /// <summary>Further sections, in order.</summary>
    public IReadOnlyList<CardSection> Sections { get; init; } = [];

    /// <summary>The content of the file, with one line end at its end.</summary>
    public string ToMarkdown() => ModelCardFormat.Write(this);
}
