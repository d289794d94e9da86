using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NlpTransfer;

/// <summary>Writes model cards.</summary>
internal static class ModelCardFormat
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(ModelCard card)
    {
        var text = new StringBuilder();
        WriteFrontMatter(text, card);
        text.Append("# ").Append(Line(card.Title)).Append("\n\n").Append(Block(card.Summary)).Append("\n\n## Evaluation\n\n");
        if (card.Evaluation.Count > 0)
            WriteTable(text, card.Evaluation);
        else if (card.EvaluationText is null)
            text.Append("Nothing was evaluated when this folder was written.\n");
        if (card.EvaluationText is { } more)
            text.Append(card.Evaluation.Count > 0 ? "\n" : "").Append(Block(more)).Append('\n');
        foreach (CardSection section in card.Sections)
            text.Append("\n## ").Append(Line(section.Title)).Append("\n\n").Append(Block(section.Text)).Append('\n');
        return text.ToString();
    }

    private static void WriteFrontMatter(StringBuilder text, ModelCard card)
    {
        text.Append("---\n");
        WriteList(text, "language", card.Languages.Select(language => language.Bcp47));
        WriteValue(text, "license", card.Licence);
        WriteValue(text, "base_model", card.BaseModel);
        WriteValue(text, "pipeline_tag", card.PipelineTag);
        WriteList(text, "tags", ["nlptransfer", .. card.Tags.Where(tag => tag != "nlptransfer")]);
        text.Append("---\n\n");
    }

    private static void WriteTable(StringBuilder text, IReadOnlyList<CardScore> scores)
    {
        text.Append("| data | system | score | value | 95 % interval | examples |\n|---|---|---|---|---|---|\n");
        foreach (CardScore score in scores)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {Cell(score.Data)} | {Cell(score.System)} | {Cell(score.Metric)} | {score.Value:0.000} ");
            text.Append(CultureInfo.InvariantCulture, $"| {score.Low:0.000} to {score.High:0.000} | {score.Count} |\n");
        }
    }

    private static void WriteValue(StringBuilder text, string key, string? value)
    {
        if (value is not null)
            text.Append(key).Append(": ").Append(Scalar(value)).Append('\n');
    }

    private static void WriteList(StringBuilder text, string key, IEnumerable<string> values)
    {
        string[] items = [.. values.Distinct(StringComparer.Ordinal)];
        if (items.Length == 0)
            return;
        text.Append(key).Append(":\n");
        foreach (string item in items)
            text.Append("- ").Append(Scalar(item)).Append('\n');
    }

    // Whatever YAML could take for something else than a text (no, 1.0, a: b) is written as a JSON string, which is YAML too.
    private static string Scalar(string value)
    {
        bool plain = value.Length > 1 && char.IsAsciiLetter(value[0]) && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '/' or '.')
            && value.ToLowerInvariant() is not ("no" or "on" or "off" or "yes" or "true" or "false" or "null");
        return plain ? value : JsonSerializer.Serialize(value, Plain);
    }

    private static string Cell(string value) => Line(value).Replace("|", "\\|", StringComparison.Ordinal);

    private static string Line(string value) => value.ReplaceLineEndings(" ").Trim();

    private static string Block(string value) => value.ReplaceLineEndings("\n").Trim('\n');
}
