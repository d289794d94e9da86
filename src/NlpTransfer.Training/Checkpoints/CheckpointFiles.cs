using System.Globalization;
using System.Text;

namespace NlpTransfer.Training;

/// <summary>The files of one checkpoint: state.json, tensors.safetensors, and SHA256SUMS over both, as <c>sha256sum</c> prints and checks it.</summary>
internal static class CheckpointFiles
{
    internal const string Tensors = "tensors.safetensors";

    private const string Sums = "SHA256SUMS";
    private const string Checkpoint = "checkpoint-";
    private const string Stage = "stage-";

    private static readonly string[] Summed = [CheckpointStateFormat.FileName, Tensors];

    /// <summary>The name of a checkpoint, by the steps of the whole run: names order as the steps do, whatever a clock says.</summary>
    internal static string NameOf(long step) => string.Create(CultureInfo.InvariantCulture, $"{Checkpoint}{step:000000000}");

    /// <summary>The name of what is left of a stage that has ended.</summary>
    internal static string NameOfStage(int stage) => string.Create(CultureInfo.InvariantCulture, $"{Stage}{stage}");

    /// <summary>The checkpoints in a folder with their steps, newest first; what stages left is not among them.</summary>
    internal static IReadOnlyList<(long Step, string Path)> List(string folder) =>
    [
        .. Directory.EnumerateDirectories(folder, Checkpoint + "*")
            .Select(path => (Step: StepOf(path), Path: path)).Where(found => found.Step >= 0).OrderByDescending(found => found.Step),
    ];

    /// <summary>Whether a folder holds a checkpoint, or what is left of a stage.</summary>
    internal static bool HasAny(string folder) => Directory.Exists(folder) && (List(folder).Count > 0 || Directory.EnumerateDirectories(folder, Stage + "*").Any());

    /// <summary>Fills a folder.</summary>
    internal static void Fill(string folder, CheckpointState state, IReadOnlyList<NamedTensor> tensors)
    {
        File.WriteAllBytes(Path.Combine(folder, CheckpointStateFormat.FileName), CheckpointStateFormat.Write(state));
        SafetensorsWriter.Write(Path.Combine(folder, Tensors), tensors);
        File.WriteAllText(Path.Combine(folder, Sums), SumsOf(folder));
    }

    /// <summary>Reads the state of a checkpoint that is whole.</summary>
    /// <exception cref="ModelFormatException">It is damaged: a file is missing, or is not the one that was written.</exception>
    internal static CheckpointState Read(string folder)
    {
        string sums = Path.Combine(folder, Sums);
        try
        {
            if (File.ReadAllText(sums, Encoding.UTF8) != SumsOf(folder))
                throw new ModelFormatException($"{folder}: its files are not those that were written");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or BadDataException)
        {
            throw new ModelFormatException($"{folder}: {failure.Message}", failure);
        }

        return CheckpointStateFormat.Read(Path.Combine(folder, CheckpointStateFormat.FileName));
    }

    private static string SumsOf(string folder) => string.Concat(Summed.Select(name => $"{ContentHash.OfFile(Path.Combine(folder, name))}  {name}\n"));

    private static long StepOf(string path) =>
        long.TryParse(Path.GetFileName(path).AsSpan(Checkpoint.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long step) ? step : -1;
}
