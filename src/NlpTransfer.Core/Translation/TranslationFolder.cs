using System.Text.Json;

namespace NlpTransfer;

/// <summary>
/// A translation model as a folder in the Hugging Face layout: an EncoderDecoderModel, Marian or M2M-100/NLLB. Opening reads the small files and the headers of
/// the weights, and checks that they belong together; it loads nothing.
/// </summary>
public sealed class TranslationFolder
{
    private TranslationFolder(string path) => Path = path;

    /// <summary>The folder as it was given.</summary>
    public string Path { get; }

    /// <summary>The family that config.json names.</summary>
    public TranslationFamily Family { get; private init; } = null!;

    /// <summary>What config.json says, checked.</summary>
    public TranslationConfig Config { get; private init; } = null!;

    /// <summary>What the family calls this model's tensors.</summary>
    internal TranslationTensorNames Names { get; private init; } = null!;

    /// <summary>The whole of config.json, an object.</summary>
    public JsonElement RawConfig { get; private init; }

    /// <summary>How the model generates where nothing else is asked for.</summary>
    public GenerationConfig Generation { get; private init; } = null!;

    /// <summary>Which tensor is which; what is missing or unused.</summary>
    public TranslationTensorMap Tensors { get; private init; } = null!;

    /// <summary>The file that defines the tokenizer, or null where the folder has none.</summary>
    public string? TokenizerPath { get; private init; }

    /// <summary>The file that defines the tokenizer of the target side, or null where <see cref="TokenizerPath"/> serves both.</summary>
    public string? TargetTokenizerPath { get; private init; }

    /// <summary>What made the model; null for a folder that this project did not write.</summary>
    public Provenance? Provenance { get; private init; }

    /// <summary>Whether a folder's config.json names a family of translation models; false where there is no config.json.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="ModelFormatException">config.json is damaged.</exception>
    public static bool Is(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        JsonSection? config = JsonFile.ReadOptional(System.IO.Path.Combine(path, "config.json"));
        return config?.Text("model_type") is { } type && TranslationFamilies.Find(type) is not null;
    }

    /// <summary>Opens a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="ModelFormatException">
    /// There is no such folder; a file is missing or damaged; the family is not one of translation models; weights and config don't belong together. The
    /// message says which, and where.
    /// </exception>
    public static TranslationFolder Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFolder.Recover(path);
        if (!Directory.Exists(path))
            throw new ModelFormatException($"{path}: there is no such folder; a model is a folder with config.json, model.safetensors and a tokenizer.");
        string configPath = System.IO.Path.Combine(path, "config.json");
        var raw = new JsonSection(configPath, JsonFile.Read(configPath));
        TranslationFamily family = FamilyOf(raw);
        TranslationConfig config = family.ReadConfig(raw);
        TranslationTensorNames names = family.NamesOf(raw);
        using ITensorSource weights = ModelWeights.Open(path);
        return new TranslationFolder(path)
        {
            Family = family,
            Config = config,
            Names = names,
            RawConfig = raw.Element,
            Generation = GenerationConfigReader.Read(path, raw, config),
            Tensors = TranslationTensorMap.Create(weights, family, names, config),
            TokenizerPath = TokenizerFiles.Find(path),
            TargetTokenizerPath = TokenizerFiles.FindTarget(path),
            Provenance = Provenance.Read(path),
        };
    }

    /// <summary>Opens the weights. The caller disposes what it gets.</summary>
    /// <exception cref="ModelFormatException">They were removed or damaged since the folder was opened.</exception>
    public ITensorSource OpenWeights() => ModelWeights.Open(Path);

    /// <summary>The tokenizer's file.</summary>
    /// <exception cref="ModelFormatException">The folder has none.</exception>
    public string RequireTokenizer() => TokenizerPath ?? throw new ModelFormatException(
        $"{Path}: the folder has no tokenizer; it needs one of {string.Join(", ", TokenizerFiles.Names.Take(6))}.");

    /// <summary>The same folder with another config.json of the same sizes.</summary>
    internal TranslationFolder WithConfig(JsonElement config) => new(Path)
    {
        Family = Family,
        Config = Config,
        Names = Names,
        RawConfig = config,
        Generation = Generation,
        Tensors = Tensors,
        TokenizerPath = TokenizerPath,
        TargetTokenizerPath = TargetTokenizerPath,
        Provenance = Provenance,
    };

    private static TranslationFamily FamilyOf(JsonSection config)
    {
        string? type = config.Text("model_type");
        config.ThrowIfFaulty();
        if (type is not null && TranslationFamilies.Find(type) is { } family)
            return family;
        string known = string.Join(", ", TranslationFamilies.All.Select(one => one.ModelType));
        throw new ModelFormatException(type is null
            ? $"{config.File}: there is no model_type; models that translate are {known}."
            : $"{config.File}: a model of the type '{type}' does not translate; those that do are {known}; 'finetune translate' makes one from an encoder.");
    }
}
