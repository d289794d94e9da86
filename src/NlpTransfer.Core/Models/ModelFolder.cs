using System.Text.Json;

namespace NlpTransfer;

/// <summary>
/// A model as a folder in the Hugging Face layout: config.json, model.safetensors or shards with an index (or a LoRA adapter in peft's layout and the folder that
/// it names), a tokenizer, and what sentence-transformers adds. Opening reads the small files and the headers of the weights, and checks that they belong together; it loads nothing.
/// </summary>
public sealed class ModelFolder
{
    private ModelFolder(string path, string encoderPath, JsonElement rawConfig, EncoderFamily family, EncoderConfig config)
    {
        Path = path;
        EncoderPath = encoderPath;
        RawConfig = rawConfig;
        Family = family;
        Config = config;
    }

    /// <summary>The folder as it was given.</summary>
    public string Path { get; }

    /// <summary>The folder of config, weights and tokenizer: <see cref="Path"/>, or one inside it in older sentence-transformers layouts.</summary>
    public string EncoderPath { get; }

    /// <summary>The family that config.json names.</summary>
    public EncoderFamily Family { get; }

    /// <summary>What config.json says, checked.</summary>
    public EncoderConfig Config { get; }

    /// <summary>The whole of config.json, an object.</summary>
    public JsonElement RawConfig { get; }

    /// <summary>How texts become vectors.</summary>
    public SentenceSettings Sentence { get; private init; } = new();

    /// <summary>Tokens of a text that are read, special ones included.</summary>
    public int MaxLength => Math.Min(Sentence.MaxLength ?? Config.MaxTokens, Config.MaxTokens);

    /// <summary>Which tensor is which; what is missing or unused.</summary>
    public EncoderTensorMap Tensors { get; private init; } = null!;

    /// <summary>The file that defines the tokenizer, or null where the folder has none.</summary>
    public string? TokenizerPath { get; private init; }

    /// <summary>What made the model; null for a folder that this project did not write.</summary>
    public Provenance? Provenance { get; private init; }

    /// <summary>Whether the folder holds an adapter in place of weights: these lie in another folder, which it names.</summary>
    internal bool IsAdapter { get; private init; }

    /// <summary>Opens a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="ModelFormatException">
    /// There is no such folder; a file is missing or damaged; the family, an activation or a module is not supported; weights and config don't
    /// belong together. The message says which, and where.
    /// </exception>
    public static ModelFolder Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFolder.Recover(path);
        if (!Directory.Exists(path))
            throw new ModelFormatException($"{path}: there is no such folder; a model is a folder with config.json, model.safetensors and a tokenizer.");
        (SentenceSettings sentence, string encoder) = SentenceReader.Read(path);
        string configPath = System.IO.Path.Combine(encoder, "config.json");
        var raw = new JsonSection(configPath, JsonFile.Read(configPath));
        EncoderFamily family = EncoderConfigReader.FamilyOf(raw);
        EncoderConfig config = EncoderConfigReader.Read(raw, family);
        CheckWidths(path, sentence, config);
        bool adapts = AdapterFolder.Is(encoder);
        if (adapts)
            AdapterFolder.CheckBase(encoder);
        using ITensorSource weights = ModelWeights.Open(encoder);
        return new ModelFolder(path, encoder, raw.Element, family, config)
        {
            Sentence = sentence,
            Tensors = EncoderTensorMap.Create(weights, family, config),
            TokenizerPath = TokenizerFiles.Find(encoder),
            Provenance = Provenance.Read(path),
            IsAdapter = adapts,
        };
    }

    /// <summary>Opens the weights. The caller disposes what it gets.</summary>
    /// <exception cref="ModelFormatException">They were removed or damaged since the folder was opened.</exception>
    public ITensorSource OpenWeights() => ModelWeights.Open(EncoderPath);

    /// <summary>The tokenizer's file.</summary>
    /// <exception cref="ModelFormatException">The folder has none.</exception>
    public string RequireTokenizer() => TokenizerPath ?? throw new ModelFormatException(
        $"{Path}: the folder has no tokenizer; it needs one of {string.Join(", ", TokenizerFiles.Names.Take(6))}.");

    private static void CheckWidths(string path, SentenceSettings sentence, EncoderConfig config)
    {
        int width = config.HiddenSize;
        foreach (DenseLayer dense in sentence.Dense)
        {
            if (dense.Inputs != width)
                throw new ModelFormatException($"{path}: a Dense module takes vectors of width {dense.Inputs} and gets {width}; modules.json and config.json do not belong together.");
            width = dense.Outputs;
        }
    }
}
