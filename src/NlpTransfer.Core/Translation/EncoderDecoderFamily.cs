namespace NlpTransfer;

/// <summary>
/// An encoder and a decoder that are both of a family of encoders (Rothe et al. 2020), as the transformers library's EncoderDecoderModel names them: the decoder
/// has attention to the source beside its own, and the head of a masked language model.
/// </summary>
internal static class EncoderDecoderFamily
{
    public static TranslationFamily Family { get; } = new("encoder-decoder", "EncoderDecoderModel", EncoderDecoderConfigReader.Read, ReadNames)
    {
        Buffers =
        [
            .. from prefix in (string[])["encoder.", "decoder.bert.", "decoder.roberta."]
               from buffer in (string[])["position_ids", "token_type_ids"]
               select $"{prefix}embeddings.{buffer}",
        ],
    };

    private static TranslationTensorNames ReadNames(JsonSection config) => NamesOf(
        EncoderConfigReader.FamilyOf(EncoderDecoderConfigReader.Section(config, "encoder")),
        EncoderConfigReader.FamilyOf(EncoderDecoderConfigReader.Section(config, "decoder")));

    internal static TranslationTensorNames NamesOf(EncoderFamily encoder, EncoderFamily decoder)
    {
        EncoderTensorNames names = decoder.Names;
        const string side = "decoder.";
        return new TranslationTensorNames(
            Side(encoder.Names, "encoder.") with { CrossQuery = null, CrossKey = null, CrossValue = null, CrossOutput = null, CrossNorm = null },
            Side(names, side + names.Prefix),
            side + names.MaskedDecoder)
        {
            OutputBias = side + names.MaskedBias,
            HeadDense = side + names.MaskedDense,
            HeadNorm = side + names.MaskedNorm,
            Pooler = encoder.Names.Pooler is { } pooler ? "encoder." + pooler : null,
            Copies = [side + names.MaskedDecoder + ".bias"],
        };
    }

    private static StackTensorNames Side(EncoderTensorNames names, string prefix) => new()
    {
        WordEmbeddings = prefix + names.WordEmbeddings,
        PositionEmbeddings = prefix + names.PositionEmbeddings,
        TypeEmbeddings = names.TypeEmbeddings is { } types ? prefix + types : null,
        EmbeddingNorm = prefix + names.EmbeddingNorm,
        Query = prefix + names.Query,
        Key = prefix + names.Key,
        Value = prefix + names.Value,
        AttentionOutput = prefix + names.AttentionOutput,
        AttentionNorm = prefix + names.AttentionNorm,
        CrossQuery = prefix + names.CrossQuery,
        CrossKey = prefix + names.CrossKey,
        CrossValue = prefix + names.CrossValue,
        CrossOutput = prefix + names.CrossOutput,
        CrossNorm = prefix + names.CrossNorm,
        Intermediate = prefix + names.Intermediate,
        Output = prefix + names.Output,
        OutputNorm = prefix + names.OutputNorm,
    };
}
