using System.Globalization;
using System.Text;
using NlpTransfer.Metrics;

namespace NlpTransfer.Training;

/// <summary>Tables of an aligned model's card.</summary>
internal static class AlignmentTables
{
    internal static string Retrieval(IReadOnlyList<LanguageRetrieval> languages)
    {
        var text = new StringBuilder("The share of texts whose nearest vector among all of a language's held-out texts is the translation's.\n\n");
        text.Append("| language | pairs | from the source before | after | from the target before | after |\n|---|---|---|---|---|---|\n");
        foreach (LanguageRetrieval row in languages)
            text.Append(CultureInfo.InvariantCulture, $"| {row.Language} | {row.Before.FromSource.N} | {Of(row.Before.FromSource)} | {Of(row.After?.FromSource)} | {Of(row.Before.FromTarget)} | {Of(row.After?.FromTarget)} |\n");
        return text.ToString().TrimEnd();
    }

    internal static string Labeled(IReadOnlyList<LabeledComparison> sets)
    {
        var text = new StringBuilder("Accuracy of logistic regression on the frozen vectors, over grouped folds, with an exact McNemar test.\n\n");
        text.Append("| rows of | n | before | after | p |\n|---|---|---|---|---|\n");
        foreach (LabeledComparison row in sets)
            text.Append(CultureInfo.InvariantCulture, $"| {row.Name} | {row.Before.N} | {Of(row.Before)} | {Of(row.After)} | {row.PValue?.ToString("0.000", CultureInfo.InvariantCulture) ?? "not measured"} |\n");
        return text.ToString().TrimEnd();
    }

    private static string Of(Score? score) => score is { } known
        ? string.Create(CultureInfo.InvariantCulture, $"{known.Value:0.000} [{known.Low:0.000}, {known.High:0.000}]")
        : "not measured";
}
