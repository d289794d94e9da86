namespace NlpTransfer;

/// <summary>The files of a model folder that belong to its tokenizer.</summary>
public static class TokenizerFiles
{
    // In the order in which they are looked for.
    private static readonly string[] Models = ["tokenizer.json", "sentencepiece.bpe.model", "spiece.model", "tokenizer.model", "source.spm", "vocab.txt", "spm.model", "vocab.json"];

    private static readonly string[] Others =
        ["tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "merges.txt", "target.spm", "target_vocab.json", TargetJson];

    /// <summary>The tokenizer of the target side of a translation model, where it is another than that of the source side and not Marian's <c>target.spm</c>.</summary>
    internal const string TargetJson = "target_tokenizer.json";

    /// <summary>All names that such a file can have.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Models, .. Others];

    /// <summary>The file that defines the tokenizer of a folder, or null where there is none.</summary>
    /// <param name="folder">The folder.</param>
    public static string? Find(string folder) => Models.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>The file that defines the tokenizer of a translation model's target side, or null where the one of <see cref="Find"/> serves both sides.</summary>
    /// <param name="folder">The folder.</param>
    internal static string? FindTarget(string folder)
    {
        if (Find(folder) is not { } main)
            return null;
        string target = Path.Combine(folder, Path.GetFileName(main) == "source.spm" ? "target.spm" : TargetJson);
        return File.Exists(target) ? target : null;
    }

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
