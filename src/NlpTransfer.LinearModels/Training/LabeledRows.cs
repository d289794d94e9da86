namespace NlpTransfer.LinearModels;

/// <summary>Labelled texts of one language; all lists run along the rows.</summary>
public sealed record LabeledRows
{
    /// <summary>The texts, without any prompt.</summary>
    public required IReadOnlyList<string> Texts { get; init; }

    /// <summary>The label of each text.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The encoder's vector of each text, mean-pooled, of any length; null where only the letters are used.</summary>
    public IReadOnlyList<float[]>? Vectors { get; init; }

    /// <summary>
    /// What each row belongs to, such as the sentence of which it is a translation; rows of one group never stand on both sides of a fold,
    /// over all languages. Null or an empty key: the row stands for itself.
    /// </summary>
    public IReadOnlyList<string>? Groups { get; init; }

    /// <summary>Name of the language in messages.</summary>
    public string Language { get; init; } = "";
}
