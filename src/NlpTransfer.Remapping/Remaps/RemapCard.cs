using System.Globalization;
using System.Text;

namespace NlpTransfer.Remapping;

/// <summary>Writes the model card of a remapped model.</summary>
internal static class RemapCard
{
    public static string Write(RemapReport report, string kind, RemapSources sources, VocabularyRemapOptions options)
    {
        var card = new StringBuilder();
        Line(card, $"# {Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(report.Model.Output)))}");
        Line(card, $"");
        string did = report.Mode == RemapMode.Extend ? "extending its vocabulary" : "exchanging its vocabulary";
        Line(card, $"A {kind} made by NlpTransfer from another by {did}: {report.PiecesBefore:N0} pieces before, {report.PiecesAfter:N0} after, {report.PiecesAdded:N0} of them new ({report.ModeReason}).");
        Line(card, $"Nothing was trained: a new piece's vector is made of old ones. Heal it on text of the language before you judge it.");
        Line(card, $"{VocabularyRemapper.PlanName} tells for each piece which old ones it is made of, with what weight and by which method.");
        if (options.CommandLine is not null)
            Line(card, $"\n## How it was made\n\n```\n{options.CommandLine}\n```\n\nOptions in effect, hashes and parents stand in nlptransfer.json, the figures below in {VocabularyRemapper.ReportName}.");
        if (options.Notice is not null)
            Line(card, $"\n{options.Notice.Trim()}");
        Line(card, $"\n## Where the vectors came from\n\n| method | tokens | of the text | a token is expressed so where |\n|---|---|---|---|");
        foreach (RemapMethodReport method in report.Methods)
            Line(card, $"| {method.Method} | {method.Tokens:N0} | {Share(method.Coverage)} | {method.Evidence} |");
        Languages(card, report);
        if (report.Warnings.Count > 0)
            Line(card, $"\n## Warnings\n");
        foreach (RemapWarning warning in report.Warnings)
            Line(card, $"- **{warning.Name}**: {warning.Message}");
        if (sources.Inputs.Count > 0)
            Line(card, $"\n## Data\n");
        foreach (ProvenanceInput input in sources.Inputs)
            Line(card, $"- {input.Name} ({input.Licence ?? "licence not stated"})");
        return card.ToString();
    }

    private static void Languages(StringBuilder card, RemapReport report)
    {
        if (report.Languages.Count == 0)
            return;
        Line(card, $"\n## Tokens a word, by language, on these texts\n\n| language | words | tokens a word before | after | unknown before | after |\n|---|---|---|---|---|---|");
        foreach (RemapLanguageReport row in report.Languages)
            Line(card, $"| {row.Language} | {row.Words:N0} | {row.FertilityBefore:F3} | {row.FertilityAfter:F3} | {row.UnknownRateBefore:P3} | {row.UnknownRateAfter:P3} |");
    }

    private static string Share(double? share) => share is { } value ? value.ToString("P1", CultureInfo.InvariantCulture) : "-";

    private static void Line(StringBuilder card, FormattableString line) => card.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
