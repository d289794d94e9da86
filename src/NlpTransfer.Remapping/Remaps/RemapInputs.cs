using System.Security.Cryptography;

namespace NlpTransfer.Remapping;

/// <summary>Tells nlptransfer.json which files went into a model.</summary>
public static class RemapInputs
{
    /// <summary>Files by name, without what leads out of the folder, and hash; a file that was given twice once, and a folder as the files in it.</summary>
    /// <param name="files">Their paths.</param>
    /// <exception cref="BadDataException">A file is not there.</exception>
    public static IReadOnlyList<ProvenanceInput> Of(IEnumerable<string> files) =>
        [.. files.SelectMany(Files).Select(file => new ProvenanceInput(new TrimText(file).ShownName, HashOf(file), null)).Distinct()];

    private static IEnumerable<string> Files(string path) => Directory.Exists(path) ? Directory.EnumerateFiles(path).Order(StringComparer.Ordinal) : [path];

    internal static string HashOf(string path)
    {
        if (!File.Exists(path))
            throw new BadDataException($"{path}: there is no such file; check the path.");
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
