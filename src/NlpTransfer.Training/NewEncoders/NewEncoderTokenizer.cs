using NlpTransfer.Tokenization;

namespace NlpTransfer.Training;

/// <summary>The tokenizer of a new encoder.</summary>
internal static class NewEncoderTokenizer
{
    private static readonly string[] Settings = ["tokenizer_config.json", "special_tokens_map.json"];

    /// <summary>
    /// Writes a tokenizer.json, which says everything by itself: in a model folder the numbers of a SentencePiece model's pieces would depend on the family. What stands beside it
    /// in a folder, and says which token plays which part, comes along.
    /// </summary>
    /// <param name="from">The file or folder that it was read from.</param>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="to">An existing folder.</param>
    internal static void Write(string from, TextTokenizer tokenizer, string to)
    {
        string json = Path.Combine(from, "tokenizer.json"), goal = Path.Combine(to, "tokenizer.json");
        if (File.Exists(json))
            File.WriteAllBytes(goal, File.ReadAllBytes(json));
        else
            tokenizer.Save(goal);
        foreach (string name in Settings.Where(name => File.Exists(Path.Combine(from, name))))
            File.WriteAllBytes(Path.Combine(to, name), File.ReadAllBytes(Path.Combine(from, name)));
    }

    /// <summary>The tokenizer as what went into a model.</summary>
    internal static ProvenanceInput Input(string path)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        return new ProvenanceInput("tokenizer " + name, Directory.Exists(path) ? ContentHash.OfFolder(path) : ContentHash.OfFile(path));
    }
}
