using System.Globalization;

namespace NlpTransfer.Training;

/// <summary>What made an adapted model: known but for its end when training begins.</summary>
internal static class AdaptedProvenance
{
    /// <summary>With what is known at the end alone.</summary>
    /// <param name="begun">As it was when training began.</param>
    /// <param name="run">What training took.</param>
    internal static Provenance After(this Provenance begun, TrainingRun run) => begun with
    {
        Options = new SortedDictionary<string, string>(begun.Options.ToDictionary(), StringComparer.Ordinal)
        {
            ["steps"] = run.Steps.ToString(CultureInfo.InvariantCulture),
            ["interrupted"] = run.Interrupted ? "true" : "false",
        },
    };
}
