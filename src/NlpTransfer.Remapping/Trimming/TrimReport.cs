using System.Text.Json.Nodes;

namespace NlpTransfer.Remapping;

/// <summary>What trimming did.</summary>
/// <param name="Model">What was written and what was left behind.</param>
/// <param name="PiecesBefore">Tokens of the old tokenizer.</param>
/// <param name="PiecesAfter">Tokens of the new one.</param>
/// <param name="Added">The pieces that the old tokenizer lacked, in the order of their ids.</param>
/// <param name="Scripts">The scripts whose letters are all known now.</param>
/// <param name="Languages">The texts, by language.</param>
public sealed record TrimReport(
    RemapResult Model, int PiecesBefore, int PiecesAfter, IReadOnlyList<string> Added, IReadOnlyList<string> Scripts, IReadOnlyList<TrimLanguageReport> Languages)
{
    /// <summary>The report as JSON; rates are fractions, fertility is tokens a word, both rounded to six decimals.</summary>
    public JsonObject ToJson() => new()
    {
        ["schema"] = 1,
        ["piecesBefore"] = PiecesBefore,
        ["piecesAfter"] = PiecesAfter,
        ["piecesAdded"] = Added.Count,
        ["rowsBefore"] = Model.OldRows,
        ["bytesBefore"] = Model.OldBytes,
        ["bytesAfter"] = Model.NewBytes,
        ["scripts"] = new JsonArray([.. Scripts.Select(script => (JsonNode)script)]),
        ["languages"] = new JsonArray([.. Languages.Select(Of)]),
        ["leftBehind"] = new JsonArray([.. Model.LeftBehind.Select(file => (JsonNode)file)]),
    };

    private static JsonNode Of(TrimLanguageReport language) => new JsonObject
    {
        ["language"] = language.Language,
        ["texts"] = language.Texts,
        ["words"] = language.Words,
        ["fertilityBefore"] = Math.Round(language.FertilityBefore, 6),
        ["fertilityAfter"] = Math.Round(language.FertilityAfter, 6),
        ["unknownRateBefore"] = Math.Round(language.UnknownRateBefore, 6),
        ["unknownRateAfter"] = Math.Round(language.UnknownRateAfter, 6),
        ["coverage"] = Math.Round(language.Coverage, 6),
    };
}
