namespace NlpTransfer;

/// <summary>
/// Writes model folders in the Hugging Face layout: config.json, model.safetensors, the tokenizer's files, what sentence-transformers adds,
/// nlptransfer.json and README.md. The same contents give the same bytes.
/// </summary>
public static class ModelFolderWriter
{
    // Without this the reference library refuses to read a file.
    private static readonly SortedDictionary<string, string> WeightsMetadata = new(StringComparer.Ordinal) { ["format"] = "pt" };

    /// <summary>Writes a folder atomically, and opens it before it gets its name, so that nothing is saved that can't be read.</summary>
    /// <param name="goal">The folder.</param>
    /// <param name="contents">What it is to hold.</param>
    /// <param name="force">Whether a folder that stands there is replaced.</param>
    /// <exception cref="UsageException">Something stands there and may not be replaced, or another run is writing it.</exception>
    /// <exception cref="ModelFormatException">Tensors, config and modules don't fit each other.</exception>
    /// <exception cref="NlpTransferException">The folder can't be written; what stood there is untouched.</exception>
    public static void Write(string goal, ModelContents contents, bool force = false) => AtomicFolder.Write(goal, force, work => WriteInto(work, contents));

    /// <summary>Writes the files into a folder that is there and empty, such as an <see cref="AtomicFolder.WorkPath"/>, and opens it to check it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="contents">What it is to hold.</param>
    /// <returns>The folder, opened.</returns>
    /// <exception cref="ModelFormatException">Tensors, config and modules don't fit each other.</exception>
    public static ModelFolder WriteInto(string folder, ModelContents contents)
    {
        string configPath = Path.Combine(folder, "config.json");
        File.WriteAllBytes(configPath, JsonText.Write(writer => contents.Config.WriteTo(writer)));
        if (contents.Adapter is { } adapter)
            AdapterFolder.Write(folder, adapter);
        else
            SafetensorsWriter.Write(Path.Combine(folder, ModelWeights.SingleFile), contents.Tensors, WeightsMetadata);
        contents.WriteTokenizer?.Invoke(folder);
        if (contents.Sentence is not null)
            SentenceWriter.Write(folder, contents.Sentence, WidthOf(configPath));
        contents.Provenance?.Write(folder);
        if (contents.Card is not null)
            File.WriteAllText(Path.Combine(folder, ModelCard.FileName), contents.Card.ToMarkdown());
        contents.WriteMore?.Invoke(folder);
        return ModelFolder.Open(folder);
    }

    private static int WidthOf(string configPath)
    {
        var config = new JsonSection(configPath, JsonFile.Read(configPath));
        return EncoderConfigReader.Read(config, EncoderConfigReader.FamilyOf(config)).HiddenSize;
    }
}
