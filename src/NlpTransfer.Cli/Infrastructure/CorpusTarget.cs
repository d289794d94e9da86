using System.CommandLine;
using System.Text.Json.Nodes;
using NlpTransfer.Corpora;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>A corpus file to be written: its format, and a look at the place before any work is done for it.</summary>
internal static class CorpusTarget
{
    internal static Option<string?> To() => new("--to")
    {
        Description = $"Format to write: {string.Join(", ", CorpusFormats.All.Select(format => format.Name))} (default: by the file's ending).",
        HelpName = "NAME",
    };

    /// <summary>The format of a file that may be written.</summary>
    /// <exception cref="UsageException">Nothing tells the format, or the file exists and may not be replaced.</exception>
    internal static ICorpusFormat Check(string path, bool force, string? to = null)
    {
        OutputGuard.Check(path, force);
        if (to is not null)
            return CorpusFormats.Named(to);
        return CorpusFormats.ByExtension(path) ?? throw new UsageException(
            $"{path}: the ending names no corpus format; use one of {string.Join(", ", CorpusFormats.All.SelectMany(format => format.Extensions))}.");
    }

    /// <summary>Rows that were left out, by reason, as JSON.</summary>
    internal static JsonObject Dropped(IReadOnlyDictionary<BadRowReason, long> reasons) =>
        new([.. reasons.Select(reason => KeyValuePair.Create(DataOptions.Name(reason.Key), (JsonNode?)reason.Value))]);
}
