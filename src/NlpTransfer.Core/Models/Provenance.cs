namespace NlpTransfer;

/// <summary>
/// What made a model: the content of nlptransfer.json. It holds no time, host or absolute path, so that the same run gives the same bytes anywhere.
/// </summary>
public sealed record Provenance
{
    /// <summary>The name of the file in a model folder.</summary>
    public const string FileName = "nlptransfer.json";

    /// <summary>The version of the format; 1.</summary>
    public const int Schema = 1;

    /// <summary>The command, such as <c>finetune classify</c>.</summary>
    public required string Command { get; init; }

    /// <summary>The options that were in effect, by name, as texts.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The seed; null where nothing was drawn.</summary>
    public ulong? Seed { get; init; }

    /// <summary>The data that went in.</summary>
    public IReadOnlyList<ProvenanceInput> Inputs { get; init; } = [];

    /// <summary>The models that it was made from.</summary>
    public IReadOnlyList<ProvenanceInput> Parents { get; init; } = [];

    /// <summary>The parts that predict, in order: <c>encoder</c>, <c>letters</c>, <c>kernel</c>, <c>combination</c>; empty for a model that predicts nothing.</summary>
    public IReadOnlyList<string> PredictingParts { get; init; } = [];

    /// <summary>The kernels that computed it; null where none of choice did.</summary>
    public string? Kernels { get; init; }

    /// <summary>Reads the file of a folder, or returns null where there is none.</summary>
    /// <exception cref="ModelFormatException">It is damaged, or of a newer schema.</exception>
    public static Provenance? Read(string folder) => ProvenanceFormat.Read(System.IO.Path.Combine(folder, FileName));

    /// <summary>Writes the file into a folder.</summary>
    /// <exception cref="ArgumentException">An option or a name holds an absolute path.</exception>
    public void Write(string folder) => File.WriteAllBytes(System.IO.Path.Combine(folder, FileName), ProvenanceFormat.Write(this));
}
