using System.Text.Json.Nodes;

namespace NlpTransfer.Evaluation;

/// <summary>The JSON of what all reports share.</summary>
internal static class ScoreJson
{
    public static JsonObject Of(Score score) =>
        new() { ["value"] = Number(score.Value), ["low"] = Number(score.Low), ["high"] = Number(score.High), ["n"] = score.N };

    public static JsonObject Of(SystemScores scores) =>
        new() { ["system"] = scores.System, ["accuracy"] = Of(scores.Accuracy), ["macroF1"] = Of(scores.MacroF1) };

    public static JsonObject Of(Comparison comparison)
    {
        var json = new JsonObject { ["system"] = comparison.System, ["against"] = comparison.Against };
        if (comparison.Language is not null)
            json["language"] = comparison.Language;
        json["difference"] = Number(comparison.Difference.Value);
        json["low"] = Number(comparison.Difference.Low);
        json["high"] = Number(comparison.Difference.High);
        json["n"] = comparison.Difference.N;
        json["pValue"] = Number(comparison.PValue);
        json["rawPValue"] = Number(comparison.RawPValue);
        json["verdict"] = Text.Of(comparison.Verdict);
        json["smallestDetectable"] = comparison.SmallestDetectable is { } smallest ? Number(smallest) : null;
        json["test"] = comparison.Test;
        return json;
    }

    /// <summary>A number; null where it is undefined, which JSON can't write.</summary>
    public static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    public static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode?> write) => [.. items.Select(write)];
}
