namespace NlpTransfer;

/// <summary>XLM-R (Conneau et al. 2020), as the transformers library names it: RoBERTa, down to the prefix of its tensors.</summary>
internal static class XlmRobertaFamily
{
    public static EncoderFamily Family { get; } = RobertaFamily.Family with
    {
        ModelType = "xlm-roberta",
        Architectures =
        [
            ("XLMRobertaModel", EncoderHead.None), ("XLMRobertaForSequenceClassification", EncoderHead.SequenceClassification),
            ("XLMRobertaForMaskedLM", EncoderHead.MaskedLanguageModel),
        ],
    };
}
