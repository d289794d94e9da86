namespace NlpTransfer;

/// <summary>Finds the weights of a model folder.</summary>
internal static class ModelWeights
{
    public const string SingleFile = "model.safetensors";
    public const string Index = "model.safetensors.index.json";

    /// <summary>The file that holds the weights or says where they are; null where there is none.</summary>
    public static string? Find(string folder) => new[] { SingleFile, Index }.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>The hash of a folder's weights, whatever else lies there: of the list of their files with their hashes.</summary>
    public static string HashOf(string folder)
    {
        IEnumerable<string> files = Directory.EnumerateFiles(folder, "model*.safetensors").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
        return ContentHash.OfText(string.Concat(files.Select(name => $"{ContentHash.OfFile(Path.Combine(folder, name))}  {name}\n")));
    }

    /// <summary>Opens the single file, the shards, or an adapter with the weights below it.</summary>
    /// <exception cref="ModelFormatException">There are none that can be read.</exception>
    public static ITensorSource Open(string folder)
    {
        if (AdapterFolder.Is(folder))
            return AdapterFolder.Open(folder);
        string single = Path.Combine(folder, SingleFile), index = Path.Combine(folder, Index);
        if (File.Exists(single))
            return SafetensorsFile.Open(single);
        if (File.Exists(index))
            return ShardedSafetensors.Open(index);
        string? pickle = Directory.EnumerateFiles(folder, "pytorch_model*.bin").Order(StringComparer.Ordinal).FirstOrDefault();
        throw new ModelFormatException(pickle is null
            ? $"{folder}: there is neither {SingleFile} nor {Index}; a model folder needs one of them."
            : $"{pickle}: weights in Python's pickle format are not read, since reading them runs code; save the model as {SingleFile}.");
    }
}
