using System.Globalization;

namespace NlpTransfer.Training;

/// <summary>The names of snapshots: <c>step-</c> and the step in at least six digits.</summary>
internal static class SnapshotNames
{
    private const string Beginning = "step-";

    /// <summary>The name of a step's.</summary>
    internal static string Of(int step) => string.Create(CultureInfo.InvariantCulture, $"{Beginning}{step:D6}");

    /// <summary>The step of a snapshot; null for anything else.</summary>
    /// <param name="path">A file or folder.</param>
    internal static int? StepOf(string path)
    {
        string name = Path.GetFileName(path);
        return Directory.Exists(path) && name.StartsWith(Beginning, StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(Beginning.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int step) && Of(step) == name
            ? step : null;
    }

    /// <summary>Whether something is a snapshot, or what a run that was killed left beside one.</summary>
    internal static bool IsOurs(string path) => StepOf(path) is not null || Path.GetFileName(path).StartsWith("." + Beginning, StringComparison.Ordinal);

    /// <summary>The steps of the snapshots in a folder, ascending.</summary>
    internal static IEnumerable<int> StepsIn(string folder) => Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Select(StepOf).OfType<int>().Order() : [];
}
