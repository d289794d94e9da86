using System.Text.Json.Nodes;

namespace NlpTransfer.Remapping;

/// <summary>What giving a model another vocabulary did.</summary>
public sealed record RemapReport
{
    /// <summary>What was written and what was left behind.</summary>
    public required RemapResult Model { get; init; }

    /// <summary>What became of the old vocabulary.</summary>
    public required RemapMode Mode { get; init; }

    /// <summary>Why.</summary>
    public required string ModeReason { get; init; }

    /// <summary>The recipe by which new tokens were expressed.</summary>
    public required string Initializer { get; init; }

    /// <summary>Tokens of the old tokenizer.</summary>
    public required int PiecesBefore { get; init; }

    /// <summary>Tokens of the new one.</summary>
    public required int PiecesAfter { get; init; }

    /// <summary>Tokens of the new one that are no copies of old ones.</summary>
    public required int PiecesAdded { get; init; }

    /// <summary>The methods, in the order in which they were asked.</summary>
    public required IReadOnlyList<RemapMethodReport> Methods { get; init; }

    /// <summary>The texts, by language; empty where there are none.</summary>
    public IReadOnlyList<RemapLanguageReport> Languages { get; init; } = [];

    /// <summary>Different words of the texts.</summary>
    public int DistinctWords { get; init; }

    /// <summary>The share of the new tokens that occur in the texts.</summary>
    public double UsedShare { get; init; }

    /// <summary>What was asked for or given and could not be used, and why.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Signs that the remap is likely to hurt.</summary>
    public IReadOnlyList<RemapWarning> Warnings { get; init; } = [];

    /// <summary>Words of all texts.</summary>
    public long Words => Languages.Sum(language => language.Words);

    /// <summary>Tokens a word before, over all texts; 0 without text.</summary>
    public double FertilityBefore => Languages.Sum(language => language.TokensBefore) / Math.Max(1.0, Words);

    /// <summary>Tokens a word after, over all texts; 0 without text.</summary>
    public double FertilityAfter => Languages.Sum(language => language.TokensAfter) / Math.Max(1.0, Words);

    /// <summary>Share of unknown tokens before, over all texts.</summary>
    public double UnknownRateBefore => Languages.Sum(language => language.UnknownBefore) / Math.Max(1.0, Languages.Sum(language => language.TokensBefore));

    /// <summary>Share of unknown tokens after, over all texts.</summary>
    public double UnknownRateAfter => Languages.Sum(language => language.UnknownAfter) / Math.Max(1.0, Languages.Sum(language => language.TokensAfter));

    /// <summary>The report as JSON; rates and shares are fractions, fertility is tokens a word, all rounded to six decimals.</summary>
    public JsonObject ToJson() => new()
    {
        ["schema"] = 1,
        ["mode"] = Mode.ToString().ToLowerInvariant(),
        ["modeReason"] = ModeReason,
        ["initializer"] = Initializer,
        ["tokensByMethod"] = new JsonObject(Methods.Select(method => KeyValuePair.Create(method.Method, (JsonNode?)method.Tokens))),
        ["coverage"] = new JsonObject(Methods.Where(method => method.Coverage is not null).Select(method => KeyValuePair.Create(method.Method, (JsonNode?)Rounded(method.Coverage!.Value)))),
        ["evidence"] = new JsonObject(Methods.Select(method => KeyValuePair.Create(method.Method, (JsonNode?)method.Evidence))),
        ["fertilityBefore"] = Words > 0 ? Rounded(FertilityBefore) : null,
        ["fertilityAfter"] = Words > 0 ? Rounded(FertilityAfter) : null,
        ["unknownRateBefore"] = Words > 0 ? Rounded(UnknownRateBefore) : null,
        ["unknownRateAfter"] = Words > 0 ? Rounded(UnknownRateAfter) : null,
        ["piecesBefore"] = PiecesBefore,
        ["piecesAfter"] = PiecesAfter,
        ["piecesAdded"] = PiecesAdded,
        ["bytesBefore"] = Model.OldBytes,
        ["bytesAfter"] = Model.NewBytes,
        ["languages"] = new JsonArray([.. Languages.Select(Of)]),
        ["warnings"] = new JsonArray([.. Warnings.Select(warning => (JsonNode)new JsonObject { ["name"] = warning.Name, ["message"] = warning.Message })]),
        ["notes"] = new JsonArray([.. Notes.Select(note => (JsonNode)note)]),
        ["leftBehind"] = new JsonArray([.. Model.LeftBehind.Select(file => (JsonNode)file)]),
    };

    private static JsonNode Of(RemapLanguageReport language) => new JsonObject
    {
        ["language"] = language.Language,
        ["words"] = language.Words,
        ["fertilityBefore"] = Rounded(language.FertilityBefore),
        ["fertilityAfter"] = Rounded(language.FertilityAfter),
        ["unknownRateBefore"] = Rounded(language.UnknownRateBefore),
        ["unknownRateAfter"] = Rounded(language.UnknownRateAfter),
    };

    private static double Rounded(double value) => Math.Round(value, 6);
}
