using System.Text.Json.Nodes;

namespace NlpTransfer.Training;

/// <summary>
/// A translation model before its training, made from an encoder (Rothe et al. 2020): the encoder as it is, a decoder with the encoder's weights, and attention to the source
/// that is drawn at random. The head takes the masked-LM head's weights where the folder has one.
/// </summary>
internal static class WarmStart
{
    /// <summary>Writes the folder of the model.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="special">The ids of its tokenizer.</param>
    /// <param name="seed">What is drawn follows from it.</param>
    /// <param name="folder">An empty folder.</param>
    /// <exception cref="ModelFormatException">The family makes no decoders, or the tokenizer lacks begin or end.</exception>
    internal static TranslationFolder Write(ModelFolder encoder, SpecialTokens special, ulong seed, string folder)
    {
        if (encoder.Family.Names.CrossQuery is null)
            throw new ModelFormatException($"{encoder.Path}: models of the type '{encoder.Family.ModelType}' have no attention to a source, so that no decoder can be made from one; use a BERT, RoBERTa or XLM-R.");
        if (special.Begin is not { } begin || special.End is not { } end)
            throw new ModelFormatException($"{encoder.Path}: the tokenizer has no tokens that begin and end a text, which a decoder needs; use a tokenizer with both.");
        // Where positions don't hang on it, padding is what the tokenizer says: some encoders' configs name the beginning instead, and a target begins with that.
        int padding = encoder.Family.PositionsFollowPadding ? encoder.Config.PaddingId : special.Padding ?? encoder.Config.PaddingId;
        JsonObject config = Config(encoder, begin, end, padding);
        TranslationConfig sizes = Read(config, encoder.Path);
        TranslationTensorNames names = EncoderDecoderFamily.NamesOf(encoder.Family, encoder.Family);
        using ITensorSource source = encoder.OpenWeights();
        return TranslationFolderWriter.WriteInto(folder, new TranslationContents
        {
            Config = config,
            Generation = Generation(begin, end, padding),
            Tensors = [.. TranslationTensorPlan.Of(EncoderDecoderFamily.Family, names, sizes).Select(spec => Make(spec, encoder, source, sizes, seed)).OfType<NamedTensor>()],
            WriteTokenizer = to => TokenizerFiles.Copy(encoder.EncoderPath, to),
        });
    }

    private static NamedTensor? Make(TranslationTensorSpec spec, ModelFolder encoder, ITensorSource source, TranslationConfig sizes, ulong seed)
    {
        if (encoder.Tensors.Find(NameInEncoder(spec.Name)) is { } fileName && source.Require(fileName).Shape.AsSpan().SequenceEqual(spec.Shape))
            return NamedTensor.FromSource(source, fileName, spec.FileName).As(TensorType.Float32);
        if (!spec.Required)
            return null;
        float[] values = new float[spec.Shape.Aggregate(1L, (product, length) => product * length)];
        if (spec.Shape.Length > 1)
        {
            var random = new CounterRandom(seed, "warm start." + spec.Name);
            for (int i = 0; i < values.Length; i++)
                values[i] = (float)(sizes.Decoder.InitializerRange * random.NextGaussian());
        }
        else if (spec.Name.EndsWith("norm.weight", StringComparison.Ordinal))
        {
            Array.Fill(values, 1);
        }

        return NamedTensor.Create(spec.FileName, values, spec.Shape);
    }

    private static string NameInEncoder(string name) => name switch
    {
        TranslationTensors.HeadBias => EncoderTensors.MaskedBias,
        _ when name.StartsWith(TranslationTensors.HeadDense, StringComparison.Ordinal) => EncoderTensors.MaskedDense + name[TranslationTensors.HeadDense.Length..],
        _ when name.StartsWith(TranslationTensors.HeadNorm, StringComparison.Ordinal) => EncoderTensors.MaskedNorm + name[TranslationTensors.HeadNorm.Length..],
        _ when name.StartsWith(TranslationTensors.EncoderSide, StringComparison.Ordinal) => name[TranslationTensors.EncoderSide.Length..],
        _ => name[TranslationTensors.DecoderSide.Length..],
    };

    private static JsonObject Config(ModelFolder encoder, int begin, int end, int padding)
    {
        JsonObject Side(bool isDecoder)
        {
            JsonObject side = JsonObject.Create(encoder.RawConfig)!.DeepClone().AsObject();
            foreach (string key in (string[])["architectures", "id2label", "label2id", "num_labels"])
                side.Remove(key);
            side["is_decoder"] = isDecoder;
            side["add_cross_attention"] = isDecoder;
            side["pad_token_id"] = padding;
            // The output matrix is the decoder's own, whatever stood above the encoder.
            side["tie_word_embeddings"] = true;
            return side;
        }

        return new JsonObject
        {
            ["architectures"] = new JsonArray(EncoderDecoderFamily.Family.Architecture),
            ["model_type"] = EncoderDecoderFamily.Family.ModelType,
            ["is_encoder_decoder"] = true,
            ["decoder_start_token_id"] = begin,
            ["eos_token_id"] = end,
            ["pad_token_id"] = padding,
            ["dtype"] = "float32",
            ["encoder"] = Side(isDecoder: false),
            ["decoder"] = Side(isDecoder: true),
        };
    }

    private static JsonObject Generation(int begin, int end, int padding) => new()
    {
        ["bos_token_id"] = begin,
        ["decoder_start_token_id"] = begin,
        ["eos_token_id"] = end,
        ["pad_token_id"] = padding,
    };

    private static TranslationConfig Read(JsonObject config, string path)
    {
        using var document = System.Text.Json.JsonDocument.Parse(config.ToJsonString());
        return EncoderDecoderConfigReader.Read(new JsonSection(path, document.RootElement));
    }
}
