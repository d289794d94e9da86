namespace NlpTransfer;

/// <summary>BERT (Devlin et al. 2019), as the transformers library names it.</summary>
internal static class BertFamily
{
    public static EncoderFamily Family { get; } = new("bert", EncoderStack.PostNorm)
    {
        ConfigKeys = new EncoderConfigKeys(),
        Architectures =
        [
            ("BertModel", EncoderHead.None), ("BertForSequenceClassification", EncoderHead.SequenceClassification),
            ("BertForMaskedLM", EncoderHead.MaskedLanguageModel), ("BertForPreTraining", EncoderHead.MaskedLanguageModel),
        ],
        Names = new EncoderTensorNames
        {
            Prefix = "bert.",
            WordEmbeddings = "embeddings.word_embeddings",
            PositionEmbeddings = "embeddings.position_embeddings",
            TypeEmbeddings = "embeddings.token_type_embeddings",
            EmbeddingNorm = "embeddings.LayerNorm",
            Query = "encoder.layer.{i}.attention.self.query",
            Key = "encoder.layer.{i}.attention.self.key",
            Value = "encoder.layer.{i}.attention.self.value",
            AttentionOutput = "encoder.layer.{i}.attention.output.dense",
            AttentionNorm = "encoder.layer.{i}.attention.output.LayerNorm",
            CrossQuery = "encoder.layer.{i}.crossattention.self.query",
            CrossKey = "encoder.layer.{i}.crossattention.self.key",
            CrossValue = "encoder.layer.{i}.crossattention.self.value",
            CrossOutput = "encoder.layer.{i}.crossattention.output.dense",
            CrossNorm = "encoder.layer.{i}.crossattention.output.LayerNorm",
            Intermediate = "encoder.layer.{i}.intermediate.dense",
            Output = "encoder.layer.{i}.output.dense",
            OutputNorm = "encoder.layer.{i}.output.LayerNorm",
            Pooler = "pooler.dense",
            Classifier = "classifier",
            MaskedDense = "cls.predictions.transform.dense",
            MaskedNorm = "cls.predictions.transform.LayerNorm",
            MaskedDecoder = "cls.predictions.decoder",
            MaskedBias = "cls.predictions.bias",
        },
    };
}
