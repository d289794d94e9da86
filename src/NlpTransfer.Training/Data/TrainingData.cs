using NlpTransfer.Corpora;

namespace NlpTransfer.Training;

/// <summary>Everything a classifier is trained on, read and checked.</summary>
/// <param name="Labels">All labels, in ordinal order.</param>
/// <param name="Target">The target language's rows; empty for zero-shot transfer.</param>
/// <param name="Sources">Rows of other languages, a set a file.</param>
/// <param name="Unlabeled">Plain text of the target language.</param>
internal sealed record TrainingData(IReadOnlyList<string> Labels, LabeledTexts Target, IReadOnlyList<LabeledTexts> Sources, IReadOnlyList<string> Unlabeled)
{
    /// <summary>Puts rows together and checks that a classifier can be learnt from them.</summary>
    /// <param name="target">Rows of the target language; null or empty for zero-shot.</param>
    /// <param name="targetLanguage">The target language as the user named it.</param>
    /// <param name="sources">Rows of other languages.</param>
    /// <param name="unlabeled">Plain text of the target language.</param>
    /// <exception cref="BadDataException">No labelled row at all, or one class only.</exception>
    internal static TrainingData Create(
        IReadOnlyList<CorpusRow> target,
        string? targetLanguage,
        IReadOnlyList<(string? Language, IReadOnlyList<CorpusRow> Rows)> sources,
        IReadOnlyList<string> unlabeled)
    {
        CorpusRow[] all = [.. target, .. sources.SelectMany(source => source.Rows)];
        if (all.Length == 0)
            throw new BadDataException("there is no labelled row to train on; give a file with --train, or source languages with --transfer-from");
        if (all.FirstOrDefault(row => string.IsNullOrEmpty(row.Label)) is { } bare)
            throw new BadDataException($"{bare.Position?.ToString() ?? "a row"} has no label; training needs one on every row");

        string[] labels = [.. all.Select(row => row.Label!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (labels.Length < 2)
            throw new BadDataException($"all {all.Length} training rows carry the label '{labels[0]}'; a classifier needs rows of at least two classes");

        var index = labels.Select((label, i) => (label, i)).ToDictionary(pair => pair.label, pair => pair.i, StringComparer.Ordinal);
        return new TrainingData(
            labels,
            LabeledTexts.Create(targetLanguage, target, index),
            [.. sources.Select(source => LabeledTexts.Create(source.Language, source.Rows, index))],
            unlabeled);
    }
}
