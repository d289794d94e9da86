using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NlpTransfer.Remapping;

/// <summary>Writes the model card of a trimmed model.</summary>
internal static class TrimCard
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The report as the text of a JSON file.</summary>
    public static string Json(TrimReport report) => Indent(report.ToJson());

    /// <summary>JSON as the text of a file that people read.</summary>
    public static string Indent(JsonObject json) => json.ToJsonString(Indented) + "\n";

    /// <summary>The card, in Markdown.</summary>
    public static string Write(TrimReport report, string kind, IReadOnlyList<TrimText> texts, TrimOptions options)
    {
        var card = new StringBuilder();
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(report.Model.Output)));
        Line(card, $"# {name}");
        Line(card, $"");
        Line(card, $"A {kind} with a vocabulary of {report.PiecesAfter:N0} pieces, made by NlpTransfer from one of {report.PiecesBefore:N0} by keeping what the texts below need.");
        Line(card, $"Weights and tokenizer take {report.Model.NewBytes / 1e6:N1} MB instead of {report.Model.OldBytes / 1e6:N1}. A text all of whose pieces were kept is read, and answered, exactly as before.");
        if (report.Added.Count > 0)
        {
            Line(card, $"{report.Added.Count:N0} letters were added that the old vocabulary lacked; the vector of each is the mean of the letters it is made of.");
            Line(card, $"No letter, mark, digit, punctuation or symbol of these scripts is unknown (as far as the tokenizer's normalizer leaves it as it is): {string.Join(", ", report.Scripts)}.");
        }

        if (options.CommandLine is not null)
            Line(card, $"\n## How it was made\n\n```\n{options.CommandLine}\n```\n\nOptions in effect, hashes and parents stand in nlptransfer.json, the figures below in {VocabularyTrimmer.ReportName}.");
        if (options.Notice is not null)
            Line(card, $"\n{options.Notice.Trim()}");
        Fertility(card, report);
        Texts(card, texts);
        return card.ToString();
    }

    private static void Fertility(StringBuilder card, TrimReport report)
    {
        Line(card, $"\n## Tokens a word, by language, on these texts\n");
        Line(card, $"| language | texts | words | tokens a word before | after | unknown before | after | old tokens kept |");
        Line(card, $"|---|---|---|---|---|---|---|---|");
        foreach (TrimLanguageReport row in report.Languages)
        {
            Line(card, $"| {row.Language} | {row.Texts} | {row.Words:N0} | {row.FertilityBefore:F3} | {row.FertilityAfter:F3} | {row.UnknownRateBefore:P3} | {row.UnknownRateAfter:P3} | {row.Coverage:P1} |");
        }
    }

    private static void Texts(StringBuilder card, IReadOnlyList<TrimText> texts)
    {
        Line(card, $"\n## Texts\n\nThey told which pieces are needed; nothing was trained on them.\n");
        Line(card, $"| text | language | licence | credit |");
        Line(card, $"|---|---|---|---|");
        foreach (TrimText text in texts)
            Line(card, $"| {text.ShownName}{(text.Column is null ? "" : $" ({text.Column})")} | {text.Language} | {text.Licence ?? "not stated"} | {text.Credit} |");
    }

    private static void Line(StringBuilder card, FormattableString line) => card.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
