using System.Globalization;

namespace NlpTransfer.Training;

/// <summary>What made an adapted model: known but for its end when training begins.</summary>
internal static class AdaptedProvenance
{
    /// <summary>With what is known at the end alone.</summary>
    /// <param name="begun">As it was when training began.</param>
    /// <param name="run">What training took.</param>
    internal static Provenance After(this Provenance begun, TrainingRun run)
    {
        var options = new SortedDictionary<string, string>(begun.Options.ToDictionary(), StringComparer.Ordinal)
        {
            ["steps"] = run.Steps.ToString(CultureInfo.InvariantCulture),
            ["interrupted"] = run.Interrupted ? "true" : "false",
        };
        AddMemory(options, run);
        return begun with { Options = options };
    }

    /// <summary>The memory that a run kept to is part of what made the result only where batches may have been cut because of it.</summary>
    internal static void AddMemory(IDictionary<string, string> options, TrainingRun run)
    {
        if (run.Memory is { MayCut: true } memory)
            options["memory"] = memory.Budget.ToString(CultureInfo.InvariantCulture);
    }
}
