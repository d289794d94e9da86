namespace NlpTransfer;

/// <summary>
/// RoBERTa (Liu et al. 2019), as the transformers library names it: BERT's body under another prefix, positions that begin after the padding id, and heads of
/// its own.
/// </summary>
internal static class RobertaFamily
{
    public static EncoderFamily Family { get; } = BertFamily.Family with
    {
        ModelType = "roberta",
        Architectures =
        [
            ("RobertaModel", EncoderHead.None), ("RobertaForSequenceClassification", EncoderHead.SequenceClassification),
            ("RobertaForMaskedLM", EncoderHead.MaskedLanguageModel),
        ],
        PositionsFollowPadding = true,
        DropsClassifierInput = true,
        MaskedActivation = Activation.Gelu,
        Names = BertFamily.Family.Names with
        {
            Prefix = "roberta.",
            ClassifierDense = "classifier.dense",
            Classifier = "classifier.out_proj",
            MaskedDense = "lm_head.dense",
            MaskedNorm = "lm_head.layer_norm",
            MaskedDecoder = "lm_head.decoder",
            MaskedBias = "lm_head.bias",
        },
    };
}
