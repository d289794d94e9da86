namespace NlpTransfer;

/// <summary>The files of a model folder that belong to its tokenizer.</summary>
public static class TokenizerFiles
{
    // In the order in which they are looked for.
    private static readonly string[] Models = ["tokenizer.json", "sentencepiece.bpe.model", "spiece.model", "tokenizer.model", "source.spm", "vocab.txt", "spm.model", "vocab.json"];

    private static readonly string[] Others =
        ["tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "merges.txt", "target.spm", "target_vocab.json"];

    /// <summary>All names that such a file can have.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Models, .. Others];

    /// <summary>The file that defines the tokenizer of a folder, or null where there is none.</summary>
    /// <param name="folder">The folder.</param>
    public static string? Find(string folder) => Models.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Copies all that are there into another folder.</summary>
    /// <param name="from">A model folder.</param>
    /// <param name="to">An existing folder.</param>
    public static void Copy(string from, string to)
    {
        foreach (string name in Names.Where(name => File.Exists(Path.Combine(from, name))))
        {
            // The content alone: a read-only original makes no read-only copy.
            using FileStream source = File.OpenRead(Path.Combine(from, name));
            using FileStream copy = File.Create(Path.Combine(to, name));
            source.CopyTo(copy);
        }
    }
}
