using System.Text.Json.Nodes;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Training;

/// <summary>Makes encoders from nothing: a model folder with drawn weights, of any family and size, around a tokenizer. Needs no libtorch.</summary>
public static class NewEncoder
{
    /// <summary>Makes an encoder with a masked-LM head.</summary>
    /// <param name="tokenizer">A tokenizer: a file, or a folder with one. It needs a mask and a padding token.</param>
    /// <param name="goal">The folder to write.</param>
    /// <param name="options">Family and sizes; null for the defaults.</param>
    /// <param name="seed">The weights follow from it.</param>
    /// <param name="force">Whether a folder that stands there is replaced.</param>
    /// <returns>The folder, opened.</returns>
    /// <exception cref="UsageException">Options are at fault, the tokenizer lacks a token, or something stands there and may not be replaced.</exception>
    /// <exception cref="ModelFormatException">The tokenizer can't be used.</exception>
    /// <exception cref="NlpTransferException">The folder can't be written.</exception>
    public static ModelFolder Write(string tokenizer, string goal, NewEncoderOptions? options = null, ulong seed = 1, bool force = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(tokenizer);
        (options ??= new NewEncoderOptions()).Validate();
        TextTokenizer loaded = TextTokenizer.Load(tokenizer);
        AtomicFolder.Write(goal, force, work => WriteInto(work, tokenizer, loaded, options, seed, new Provenance
        {
            Command = "new encoder",
            Options = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["encoder"] = options.Describe() },
            Seed = seed,
            Inputs = [NewEncoderTokenizer.Input(tokenizer)],
        }));
        return ModelFolder.Open(goal);
    }

    /// <summary>Writes an encoder into a folder that is there and empty.</summary>
    /// <exception cref="UsageException">The tokenizer lacks a token.</exception>
    internal static ModelFolder WriteInto(string folder, string path, TextTokenizer tokenizer, NewEncoderOptions options, ulong seed, Provenance? provenance)
    {
        _ = MaskableTokens.Of(tokenizer, path);
        SpecialTokens tokens = tokenizer.SpecialTokens;
        int padding = tokens.Padding ?? throw new UsageException(
            $"{path}: the tokenizer has no padding token ([PAD] or <pad>), which fills batches; take one that has, such as those that tokenizer train makes.");
        return WriteInto(folder, options, tokenizer.VocabularySize, tokens, padding, seed, to => NewEncoderTokenizer.Write(path, tokenizer, to), provenance);
    }

    /// <summary>Writes an encoder for a number of ids.</summary>
    internal static ModelFolder WriteInto(
        string folder, NewEncoderOptions options, int vocabulary, SpecialTokens tokens, int padding, ulong seed = 1, Action<string>? writeTokenizer = null, Provenance? provenance = null)
    {
        EncoderFamily family = EncoderFamilies.Find(options.Family)!;
        JsonObject config = NewEncoderConfig.Create(family, options, vocabulary, tokens, padding);
        return ModelFolderWriter.WriteInto(folder, new ModelContents
        {
            Config = config,
            Tensors = InitialWeights.Of(family, Sizes(family, config), seed),
            WriteTokenizer = writeTokenizer,
            Provenance = provenance,
        });
    }

    private static EncoderConfig Sizes(EncoderFamily family, JsonObject config) =>
        EncoderConfigReader.Read(new JsonSection("config.json", System.Text.Json.JsonSerializer.SerializeToElement(config)), family);
}
