using System.Text.Json;

namespace NlpTransfer;

/// <summary>Reads modules.json and the files that it names. What is not supported is refused by name.</summary>
internal static class SentenceReader
{
    private const string Supported = "supported are a Transformer, then a Pooling, then Normalize and Dense";

    /// <summary>The files in which versions of the library keep the length of texts.</summary>
    private static readonly string[] LengthFiles =
    [
        "sentence_bert_config.json", "sentence_roberta_config.json", "sentence_distilbert_config.json", "sentence_camembert_config.json",
        "sentence_xlm-roberta_config.json",
    ];

    /// <summary>Reads what a folder says, without its pooling and steps where it has no modules.json.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <returns>The settings, and the folder of the encoder itself.</returns>
    /// <exception cref="ModelFormatException">Something is damaged or not supported.</exception>
    public static (SentenceSettings Settings, string EncoderPath) Read(string folder)
    {
        string path = Path.Combine(folder, "modules.json");
        var settings = new SentenceSettings();
        string encoder = folder;
        if (File.Exists(path))
            (settings, encoder) = ReadModules(folder, path);
        settings = ReadLength(settings, encoder);
        return (ReadPrompts(settings, Path.Combine(folder, "config_sentence_transformers.json")), encoder);
    }

    private static (SentenceSettings Settings, string EncoderPath) ReadModules(string folder, string path)
    {
        JsonElement list = JsonFile.Read(path);
        if (list.ValueKind != JsonValueKind.Array)
            throw new ModelFormatException($"{path}: the file holds a JSON {list.ValueKind} where a list was expected.");
        List<(string Kind, string Type, string Folder)> modules = [.. list.EnumerateArray().Select((item, i) => ReadModule(folder, path, item, i))];
        if (modules.Count < 2 || modules[0].Kind != "Transformer" || modules[1].Kind != "Pooling")
            throw new ModelFormatException($"{path}: the modules are {string.Join(", ", modules.Select(module => module.Type))}; {Supported}.");
        PoolingMode pooling = PoolingReader.Read(Path.Combine(modules[1].Folder, "config.json"));
        var steps = new List<SentenceStep>();
        foreach ((string kind, string type, string place) in modules.Skip(2))
        {
            steps.Add(kind switch
            {
                "Normalize" => SentenceStep.Normalize,
                "Dense" => new SentenceStep(DenseReader.Read(place)),
                _ => throw new ModelFormatException($"{path}: the module '{type}' is not supported in its place; {Supported}."),
            });
        }

        return (new SentenceSettings { Pooling = pooling, Steps = steps }, modules[0].Folder);
    }

    private static (string Kind, string Type, string Folder) ReadModule(string folder, string path, JsonElement item, int number)
    {
        var module = new JsonSection($"{path}: module {number}", item);
        string? type = module.Text("type"), place = module.Text("path") ?? "";
        module.ThrowIfFaulty();
        if (type is null || !type.StartsWith("sentence_transformers.", StringComparison.Ordinal))
            throw new ModelFormatException($"{path}: module {number} is of type '{type}', which is not one of sentence-transformers' own; {Supported}.");
        return (type[(type.LastIndexOf('.') + 1)..], type, FolderPaths.Inside(folder, place, $"{path}: the path of module {number}"));
    }

    private static SentenceSettings ReadLength(SentenceSettings settings, string encoder)
    {
        foreach (string name in LengthFiles)
        {
            if (JsonFile.ReadOptional(Path.Combine(encoder, name)) is not { } file)
                continue;
            int? length = file.Find("max_seq_length") is null ? null : file.Integer("max_seq_length", 1, 1 << 24);
            bool lower = file.Boolean("do_lower_case", fallback: false);
            file.ThrowIfFaulty();
            return settings with { MaxLength = length, LowerCase = lower };
        }

        return settings;
    }

    private static SentenceSettings ReadPrompts(SentenceSettings settings, string path)
    {
        if (JsonFile.ReadOptional(path) is not { } file)
            return settings;
        var prompts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (file.Find("prompts") is { } table)
        {
            if (table.ValueKind != JsonValueKind.Object || table.EnumerateObject().Any(entry => entry.Value.ValueKind != JsonValueKind.String))
                file.Fault("prompts is not an object of texts");
            else
                foreach (JsonProperty entry in table.EnumerateObject())
                    prompts.Add(entry.Name, entry.Value.GetString()!);
        }

        string? standard = file.Text("default_prompt_name");
        if (standard is not null && !prompts.ContainsKey(standard))
            file.Fault($"default_prompt_name is '{standard}', which is none of the prompts ({string.Join(", ", prompts.Keys)})");
        file.ThrowIfFaulty();
        return settings with { Prompts = prompts, DefaultPromptName = standard };
    }
}
