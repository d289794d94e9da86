namespace NlpTransfer;

/// <summary>Finds the weights of a model folder.</summary>
internal static class ModelWeights
{
    public const string SingleFile = "model.safetensors";
    public const string Index = "model.safetensors.index.json";

    /// <summary>Opens the single file or the shards.</summary>
    /// <exception cref="ModelFormatException">There are none that can be read.</exception>
    public static ITensorSource Open(string folder)
    {
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
