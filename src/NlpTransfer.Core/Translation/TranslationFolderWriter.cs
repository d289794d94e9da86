namespace NlpTransfer;

/// <summary>Writes the folders of translation models in the Hugging Face layout. The same contents give the same bytes.</summary>
public static class TranslationFolderWriter
{
    // Without this the reference library refuses to read a file.
    private static readonly SortedDictionary<string, string> WeightsMetadata = new(StringComparer.Ordinal) { ["format"] = "pt" };

    /// <summary>Writes the files into a folder that is there and empty, such as an <see cref="AtomicFolder.WorkPath"/>, and opens it to check it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="contents">What it is to hold.</param>
    /// <returns>The folder, opened.</returns>
    /// <exception cref="ModelFormatException">Tensors and config don't fit each other.</exception>
    public static TranslationFolder WriteInto(string folder, TranslationContents contents)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(contents);
        File.WriteAllBytes(Path.Combine(folder, "config.json"), JsonText.Write(writer => contents.Config.WriteTo(writer)));
        File.WriteAllBytes(Path.Combine(folder, "generation_config.json"), JsonText.Write(writer => contents.Generation.WriteTo(writer)));
        SafetensorsWriter.Write(Path.Combine(folder, ModelWeights.SingleFile), contents.Tensors, WeightsMetadata);
        contents.WriteTokenizer(folder);
        contents.Provenance?.Write(folder);
        if (contents.Card is not null)
            File.WriteAllText(Path.Combine(folder, ModelCard.FileName), contents.Card.ToMarkdown());
        return TranslationFolder.Open(folder);
    }
}
