using System.CommandLine;
using System.Text.Json.Nodes;
using NlpTransfer.Training;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>The memory that a training keeps to: its option, and what is shown of it.</summary>
internal static class MemoryView
{
    /// <summary>The option.</summary>
    internal static Option<MemoryBudget?> Option() => new("--memory")
    {
        Description = "Memory that training may take, such as 4GB or 512MiB; batches that would take more are computed in parts, which make the same step (default: what the machine or its control group leaves).",
        HelpName = "SIZE",
        CustomParser = result =>
        {
            try
            {
                return MemoryBudget.Parse(result.Tokens[0].Value);
            }
            catch (UsageException fault)
            {
                result.AddError($"--memory: {fault.Message}");
                return null;
            }
        },
    };

    /// <summary>Budget, estimate and parts; null where nothing was trained.</summary>
    internal static JsonObject? Json(MemoryUse? use) => use is null ? null : new JsonObject { ["budget"] = use.Budget, ["estimate"] = use.Estimate, ["parts"] = use.Parts };

    /// <summary>Says where batches were cut.</summary>
    internal static void Note(Terminal terminal, MemoryUse? use)
    {
        if (use is { Parts: > 1 })
            terminal.Note($"batches were computed in up to {use.Parts} parts each, to keep to {Figures.Count(use.Budget / 1_000_000)} MB of memory");
    }
}
