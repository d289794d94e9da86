using System.Globalization;
using System.Text;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Cli.Commands.Tokenizers;

/// <summary>The README.md beside a trained tokenizer: what it is, what of, how, and how well it fits.</summary>
internal sealed class TokenizerCard(Invocation run, TrainedTokenizer trained, string kind, TrainingTexts texts, IReadOnlyList<TokenizerFit> fits)
{
    internal string? Licence { get; init; }

    internal string? Credit { get; init; }

    internal void WriteTo(string folder) =>
        File.WriteAllText(Path.Combine(folder, ModelCard.FileName), Text(File.Exists(Path.Combine(folder, TrainedTokenizer.ModelName))));

    private string Text(bool withModel)
    {
        TokenizerTrainingReport report = trained.Report;
        string[] languages = [.. report.Languages.Select(language => language.Language).OfType<string>()];
        var card = new StringBuilder("---\n");
        if (languages.Length > 0)
            card.Append("language:\n").AppendJoin("", languages.Select(language => $"- {(LanguageTag.TryParse(language, out LanguageTag? tag) ? tag.Bcp47 : language)}\n"));
        card.Append("tags:\n- nlptransfer\n- tokenizer\n---\n\n");
        card.Append(CultureInfo.InvariantCulture, $"# {kind} tokenizer{(languages.Length > 0 ? $" for {string.Join(", ", languages)}" : "")}, {Figures.Count(report.Pieces)} pieces\n\n");
        card.Append("`tokenizer.json` for Hugging Face's libraries and this one");
        if (withModel)
        {
            card.Append(", `tokenizer.model` for SentencePiece (the pieces alone, without the special tokens around a text; normal forms there are a table, so that marks in a rare ")
                .Append("order may stay as they are)");
        }

        card.Append(".\n\n## Text\n\n");
        card.Append("| language | texts | words | different words |\n|---|---|---|---|\n");
        foreach (LanguageTrainingReport language in report.Languages)
            card.Append(CultureInfo.InvariantCulture, $"| {language.Language ?? "not named"} | {Figures.Count(language.Texts)} | {Figures.Count(language.Words)} | {Figures.Count(language.DistinctWords)} |\n");
        card.Append("\n| file | SHA-256 |\n|---|---|\n");
        foreach ((string? language, string file) in texts.Files)
            card.Append(CultureInfo.InvariantCulture, $"| {(language is null ? "" : language + "=")}{Path.GetFileName(file)} | {ContentHash.OfFile(file)} |\n");
        if (Licence is not null)
            card.Append(CultureInfo.InvariantCulture, $"\nLicence of the texts: {Licence}.\n");
        if (Credit is not null)
            card.Append('\n').Append(Credit.Trim()).Append('\n');
        card.Append("\n## Command\n\n    ").Append(run.CommandLineText()).Append("\n\n");
        card.Append(CultureInfo.InvariantCulture, $"{Figures.Count(report.Characters)} of {Figures.Count(report.CharactersSeen)} characters are pieces; they cover {report.CharacterCoverage * 100:0.000} % of the text.\n");
        foreach (string warning in report.Warnings)
            card.Append("\n- ").Append(warning).Append('\n');
        AppendFits(card);
        return card.ToString();
    }

    private void AppendFits(StringBuilder card)
    {
        if (fits.Count == 0)
            return;
        card.Append("\n## Texts that were held out\n\n| ").AppendJoin(" | ", TokenizerFit.Header.Select(head => head.TrimStart('>'))).Append(" |\n|")
            .AppendJoin("", TokenizerFit.Header.Select(_ => "---|")).Append('\n');
        foreach (TokenizerFit fit in fits)
            card.Append("| ").AppendJoin(" | ", fit.Row).Append(" |\n");
    }
}
