using NlpTransfer.Corpora;

namespace NlpTransfer.Training;

/// <summary>Rows of one language, ready for training: texts, label indices and groups, three arrays of equal length.</summary>
/// <param name="Language">The language as the user named it, or null.</param>
/// <param name="Texts">The texts.</param>
/// <param name="Labels">Indices into <see cref="TrainingData.Labels"/>.</param>
/// <param name="Groups">The group of each row (rows of one group are never told apart by a split), or null for a row of its own.</param>
internal sealed record LabeledTexts(string? Language, string[] Texts, int[] Labels, string?[] Groups)
{
    internal int Count => Texts.Length;

    /// <summary>The rows at the given places.</summary>
    internal LabeledTexts Select(IReadOnlyList<int> rows) =>
        new(Language, [.. rows.Select(row => Texts[row])], [.. rows.Select(row => Labels[row])], [.. rows.Select(row => Groups[row])]);

    internal static LabeledTexts Create(string? language, IReadOnlyList<CorpusRow> rows, IReadOnlyDictionary<string, int> labelIndex) =>
        new(language, [.. rows.Select(row => row.Text)], [.. rows.Select(row => labelIndex[row.Label!])], [.. rows.Select(row => row.Group)]);
}
