namespace NlpTransfer.Remapping;

/// <summary>Sorts the files of a model folder into those that a remap rewrites, those that it carries over, and those that it leaves behind.</summary>
/// <param name="Weights">Files of the weights, relative to the folder, in order.</param>
/// <param name="Carried">Files that say nothing of the vocabulary: how vectors are pooled, prompts, licences, special tokens by their texts.</param>
/// <param name="LeftBehind">Everything else: weights in other formats, graphs, old vocabularies.</param>
internal sealed record FolderFiles(IReadOnlyList<string> Weights, IReadOnlyList<string> Carried, IReadOnlyList<string> LeftBehind)
{
    private static readonly string[] Rewritten =
        ["config.json", "generation_config.json", "tokenizer_config.json", "added_tokens.json", "model.safetensors.index.json", "README.md", Provenance.FileName];

    private static readonly string[] Kept =
        ["special_tokens_map.json", "sentence_bert_config.json", "modules.json", "config_sentence_transformers.json"];

    private static readonly string[] KeptBeginnings = ["LICENSE", "LICENCE", "NOTICE", "COPYING"];

    public static FolderFiles Of(VocabularyFolder model)
    {
        string encoder = Path.GetRelativePath(model.Path, model.BodyPath);
        string[] modules = Modules(model);
        List<string> weights = [], carried = [], left = [];
        foreach (string file in Directory.EnumerateFiles(model.Path, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(model.Path, path).Replace('\\', '/')).Order(StringComparer.Ordinal))
        {
            string folder = Path.GetDirectoryName(file) ?? "";
            string name = Path.GetFileName(file);
            bool ofEncoder = folder == (encoder == "." ? "" : encoder);
            if (modules.Contains(file.Split('/')[0]) && !ofEncoder)
                carried.Add(file);
            else if (ofEncoder && name.StartsWith("model", StringComparison.Ordinal) && name.EndsWith(".safetensors", StringComparison.Ordinal))
                weights.Add(file);
            else if (ofEncoder && model.Goal.Kept.Contains(name) && (!model.Goal.IsMain || !Rewritten.Contains(name)))
                carried.Add(file);
            else if ((ofEncoder || folder.Length == 0) && (Kept.Contains(name) || KeptBeginnings.Any(begin => name.StartsWith(begin, StringComparison.OrdinalIgnoreCase))))
                carried.Add(file);
            else if (!(ofEncoder || folder.Length == 0) || !(Rewritten.Contains(name) || model.Goal.Written.Contains(name)))
                left.Add(file);
        }

        return new FolderFiles(weights, carried, left);
    }

    /// <summary>The first folder of each module's path; ModelFolder has checked them all.</summary>
    private static string[] Modules(VocabularyFolder model) =>
        File.Exists(Path.Combine(model.Path, "modules.json"))
            ? [.. JsonFile.Read(Path.Combine(model.Path, "modules.json")).EnumerateArray().Select(module => module.GetProperty("path").GetString()!.Split('/')[0]).Where(path => path.Length > 0)]
            : [];
}
