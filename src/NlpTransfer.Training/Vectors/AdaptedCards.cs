using System.Globalization;
using System.Text;

namespace NlpTransfer.Training;

/// <summary>Parts of the cards of adapted models.</summary>
internal static class AdaptedCards
{
    /// <summary>Command, steps, and inputs with their hashes.</summary>
    internal static string MadeBy(Provenance provenance, TrainingRun run, AdaptedCard card)
    {
        var text = new StringBuilder();
        if (card.CommandLine is not null)
            text.Append(CultureInfo.InvariantCulture, $"```\n{card.CommandLine}\n```\n\n");
        text.Append(CultureInfo.InvariantCulture, $"`{provenance.Command}`, seed {provenance.Seed}, {run.Steps:N0} steps over {run.Tokens:N0} tokens{(run.Interrupted ? ", interrupted" : "")}; `{Provenance.FileName}` holds every option and the hashes of all inputs.\n");
        text.Append("\n| input | sha256 |\n|---|---|\n");
        foreach (ProvenanceInput input in provenance.Parents.Concat(provenance.Inputs))
            text.Append(CultureInfo.InvariantCulture, $"| {input.Name} | {input.Sha256[..12]} |\n");
        return text.ToString().TrimEnd();
    }

    /// <summary>The sections that every card ends with: what its user wants said, and whom to credit.</summary>
    internal static IEnumerable<CardSection> End(AdaptedCard card)
    {
        if (card.Notice is not null)
            yield return new CardSection("Notice", card.Notice.Trim());
        if (card.Credits.Count > 0)
        {
            IEnumerable<string> rows = card.Credits.Select(text => $"| {text.Name} | {text.Language} | {text.Licence ?? "not stated"} | {text.Credit} |");
            yield return new CardSection("Texts", "It was trained on these.\n\n| text | language | licence | credit |\n|---|---|---|---|\n" + string.Join('\n', rows));
        }
    }

    /// <summary>Cosines before and after, a row a language.</summary>
    internal static string Agreement(IReadOnlyList<LanguageAgreement> languages)
    {
        var text = new StringBuilder();
        text.Append("On held-out texts: the mean cosine of the two vectors of a text; and, because such vectors lie in a narrow cone, the cosine with the language's mean taken away from both.\n\n");
        text.Append("| language | texts | cosine before | after | centred before | after |\n|---|---|---|---|---|---|\n");
        foreach (LanguageAgreement row in languages)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {row.Language} | {row.Before.Cosine.N} | {row.Before.Cosine.Value:0.000} | {Value(row.After?.Cosine.Value)} | ");
            text.Append(CultureInfo.InvariantCulture, $"{row.Before.Centred.Value:0.000} | {Value(row.After?.Centred.Value)} |\n");
        }

        return text.ToString().TrimEnd();
    }

    private static string Value(double? value) => value is { } number ? number.ToString("0.000", CultureInfo.InvariantCulture) : "not measured";
}
