namespace NlpTransfer;

/// <summary>DistilBERT (Sanh et al. 2019), as the transformers library names it: no segments, no pooler, and a classifier with a product of its own.</summary>
internal static class DistilBertFamily
{
    public static EncoderFamily Family { get; } = new("distilbert", EncoderStack.PostNorm)
    {
        ConfigKeys = new EncoderConfigKeys
        {
            HiddenSize = "dim",
            Layers = "n_layers",
            Heads = "n_heads",
            IntermediateSize = "hidden_dim",
            TypeVocabularySize = null,
            LayerNormEpsilon = null,
            Activation = "activation",
            HiddenDropout = "dropout",
            AttentionDropout = "attention_dropout",
            ClassifierDropout = "seq_classif_dropout",
        },
        Architectures =
        [
            ("DistilBertModel", EncoderHead.None), ("DistilBertForSequenceClassification", EncoderHead.SequenceClassification),
            ("DistilBertForMaskedLM", EncoderHead.MaskedLanguageModel),
        ],
        DefaultClassifierDropout = 0.2,
        DropsAttentionOutput = false,
        ClassifierActivation = Activation.Relu,
        Names = new EncoderTensorNames
        {
            Prefix = "distilbert.",
            WordEmbeddings = "embeddings.word_embeddings",
            PositionEmbeddings = "embeddings.position_embeddings",
            EmbeddingNorm = "embeddings.LayerNorm",
            Query = "transformer.layer.{i}.attention.q_lin",
            Key = "transformer.layer.{i}.attention.k_lin",
            Value = "transformer.layer.{i}.attention.v_lin",
            AttentionOutput = "transformer.layer.{i}.attention.out_lin",
            AttentionNorm = "transformer.layer.{i}.sa_layer_norm",
            Intermediate = "transformer.layer.{i}.ffn.lin1",
            Output = "transformer.layer.{i}.ffn.lin2",
            OutputNorm = "transformer.layer.{i}.output_layer_norm",
            ClassifierDense = "pre_classifier",
            Classifier = "classifier",
            MaskedDense = "vocab_transform",
            MaskedNorm = "vocab_layer_norm",
            MaskedDecoder = "vocab_projector",
            MaskedBias = "vocab_projector.bias",
        },
    };
}
