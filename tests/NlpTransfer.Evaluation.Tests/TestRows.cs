using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation.Tests;

/// <summary>Rows for tests.</summary>
internal static class TestRows
{
    /// <summary>Rows whose label and prediction are given as <c→label→prediction</c>.</summary>
    public static CorpusRow[] Of(params string[] rows) =>
        [.. rows.Select((row, i) => new CorpusRow(row) { Label = row[..row.IndexOf('→', StringComparison.Ordinal)], Position = new RowPosition("/data/test.tsv", i + 2) })];

    /// <summary>Rows without a known place.</summary>
    public static CorpusRow[] Labelled(params string[] labels) =>
        [.. labels.Select((label, i) => new CorpusRow(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"text {i + 1}")) { Label = label })];

    public static string[] Repeat(string value, int count) => [.. Enumerable.Repeat(value, count)];
}
