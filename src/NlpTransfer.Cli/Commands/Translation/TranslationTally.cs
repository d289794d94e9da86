using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;

namespace NlpTransfer.Cli.Commands.Translation;

/// <summary>What is written of each translated line, and what is to be said of all; a line without a translation is told at once.</summary>
internal sealed class TranslationTally(Terminal terminal, string input)
{
    internal int Lines { get; private set; }

    internal int Faults { get; private set; }

    internal int Cut { get; private set; }

    internal int Unfinished { get; private set; }

    /// <summary>Counts a line.</summary>
    /// <returns>What is written: a line of JSON, or the translation with the line end of its text. A line without a translation stays empty then, so that the others keep their places.</returns>
    internal string Take(TranslatedLine line, bool plain)
    {
        Lines++;
        if (line.Fault is { } fault)
        {
            Faults++;
            terminal.Warn(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{input}:{line.Source.Number}: {fault.TrimEnd('.')}; the line has no translation"));
            return plain ? line.Source.End : JsonText.LineOf(new JsonObject { ["line"] = line.Source.Number, ["source"] = line.Source.Text, ["translation"] = null, ["error"] = fault }) + "\n";
        }

        TextTranslation result = line.Translation!.Value;
        Cut += result.CutTokens > 0 ? 1 : 0;
        Unfinished += result.Flags.HasFlag(TranslationFlags.Unfinished) ? 1 : 0;
        return plain ? result.Text + line.Source.End : Json(line.Source, result) + "\n";
    }

    private static string Json(SourceLine source, TextTranslation result)
    {
        var json = new JsonObject { ["source"] = source.Text, ["translation"] = result.Text, ["score"] = result.Score };
        if (result.CutTokens > 0)
            json["cutTokens"] = result.CutTokens;
        if (result.Flags != TranslationFlags.None)
            json["flags"] = new JsonArray([.. Enum.GetValues<TranslationFlags>().Where(flag => flag != 0 && result.Flags.HasFlag(flag)).Select(flag => (JsonNode?)NameOf(flag))]);
        return JsonText.LineOf(json);
    }

    private static string NameOf(TranslationFlags flag) => char.ToLowerInvariant($"{flag}"[0]) + $"{flag}"[1..];
}
