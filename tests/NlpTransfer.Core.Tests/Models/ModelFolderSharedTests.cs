namespace NlpTransfer.Tests.Models;

public sealed class ModelFolderSharedTests
{
    [SkippableFact]
    public void Open_BertClassifier_FindsEverything()
    {
        ModelFolder folder = ModelFolder.Open(SharedFolders.Golden("models", "bert-classifier"));
        Assert.Equal("bert", folder.Family.ModelType);
        Assert.Equal(
            (173, 32, 2, 2, 64, 48, 2, Activation.Gelu, 0, EncoderHead.SequenceClassification),
            (folder.Config.VocabularySize, folder.Config.HiddenSize, folder.Config.Layers, folder.Config.Heads, folder.Config.IntermediateSize,
                folder.Config.MaxPositions, folder.Config.TypeVocabularySize, folder.Config.Activation, folder.Config.FirstPosition, folder.Config.Head));
        Assert.Equal(["LABEL_0", "LABEL_1", "LABEL_2", "LABEL_3", "LABEL_4"], folder.Config.Labels);
        Assert.Equal("bert.", folder.Tensors.Prefix);
        Assert.Equal("bert.encoder.layer.1.attention.output.LayerNorm.bias", folder.Tensors[EncoderTensors.AttentionNorm(1) + ".bias"]);
        Assert.Equal("classifier.weight", folder.Tensors[EncoderTensors.Classifier + ".weight"]);
        Assert.Empty(folder.Tensors.Missing);
        Assert.Empty(folder.Tensors.Unused);
        Assert.Null(folder.TokenizerPath);
        Assert.Null(folder.Provenance);
        Assert.Equal(48, folder.MaxLength);
    }

    [SkippableFact]
    public void Open_TiedMaskedModel_HasNoDecoderOfItsOwnAndNoPooler()
    {
        ModelFolder folder = ModelFolder.Open(SharedFolders.Golden("models", "bert-mlm"));
        Assert.True(folder.Config.TieWordEmbeddings);
        Assert.Equal(EncoderHead.MaskedLanguageModel, folder.Config.Head);
        Assert.Null(folder.Tensors.Find(EncoderTensors.MaskedDecoder + ".weight"));
        Assert.Equal("cls.predictions.bias", folder.Tensors[EncoderTensors.MaskedBias]);
        Assert.Equal(["bert.pooler.dense.weight", "bert.pooler.dense.bias"], folder.Tensors.Missing);
        Assert.Empty(folder.Tensors.Unused);
    }

    [SkippableFact]
    public void Open_UntiedMaskedModel_HasADecoderOfItsOwn()
    {
        ModelFolder folder = ModelFolder.Open(SharedFolders.Golden("models", "bert-relu-untied-mlm"));
        Assert.Equal((false, Activation.Relu, 1e-5), (folder.Config.TieWordEmbeddings, folder.Config.Activation, folder.Config.LayerNormEpsilon));
        Assert.Equal("cls.predictions.decoder.weight", folder.Tensors[EncoderTensors.MaskedDecoder + ".weight"]);
        Assert.Equal("cls.predictions.decoder.bias", folder.Tensors[EncoderTensors.MaskedBias]);
        Assert.Equal(["cls.predictions.bias"], folder.Tensors.Unused);
    }

    [SkippableFact]
    public void Open_MinilmEn_ReadsWhatSentenceTransformersSays()
    {
        ModelFolder folder = ModelFolder.Open(SharedFolders.MinilmEn());
        Assert.Equal("", folder.Tensors.Prefix);
        Assert.Empty(folder.Tensors.Missing);
        Assert.Empty(folder.Tensors.Unused);
        Assert.Equal((PoolingMode.Mean, true, 256, 256), (folder.Sentence.Pooling, folder.Sentence.Normalize, folder.Sentence.MaxLength, folder.MaxLength));
        Assert.Equal("", folder.Sentence.DefaultPrompt);
        Assert.EndsWith("tokenizer.json", folder.RequireTokenizer(), StringComparison.Ordinal);
        using ITensorSource weights = folder.OpenWeights();
        Assert.Equal(384 * 384, weights.ReadSingles(folder.Tensors[EncoderTensors.Query(5) + ".weight"]).Length);
    }

    [SkippableFact]
    public void Open_E5Small_ReadsItsPrompts()
    {
        ModelFolder folder = ModelFolder.Open(SharedFolders.E5Small());
        Assert.Equal(250037, folder.Config.VocabularySize);
        Assert.Equal(1, folder.Config.PaddingId);
        Assert.Equal("query: ", folder.Sentence.DefaultPrompt);
        Assert.Equal("passage: ", folder.Sentence.Prompts["passage"]);
        Assert.Equal(512, folder.MaxLength);
        Assert.Equal(["pooler.dense.weight", "pooler.dense.bias"], folder.Tensors.Missing);
        Assert.Empty(folder.Tensors.Unused);
    }

    [SkippableTheory]
    [InlineData("coldfire_tiny_bert", 2, 4)]
    [InlineData("jammi_ai_tiny_bert", 1, 2)]
    public void Open_ThirdPartyFolder_Works(string name, int layers, int heads)
    {
        ModelFolder folder = ModelFolder.Open(SharedFolders.Data("tiny-models", name));
        Assert.Equal((layers, heads, 32, ""), (folder.Config.Layers, folder.Config.Heads, folder.Config.HiddenSize, folder.Tensors.Prefix));
        Assert.Empty(folder.Tensors.Unused);
        Assert.Equal(128, folder.MaxLength);
        Assert.False(folder.Sentence.Normalize);
    }

    [SkippableTheory]
    [InlineData("deberta-v2-classifier", "deberta-v2")]
    [InlineData("modernbert-mlm", "modernbert")]
    [InlineData("marian", "marian")]
    public void Open_FamilyNotInTheTable_IsRefusedByName(string name, string type)
    {
        string path = SharedFolders.Golden("models", name);
        Skip.If(EncoderFamilies.Find(type) is not null, $"{type} has come to be supported.");
        var refusal = Assert.Throws<ModelFormatException>(() => ModelFolder.Open(path));
        Assert.Equal($"{path}/config.json: the model_type '{type}' is not supported; supported are {string.Join(", ", EncoderFamilies.All.Select(f => f.ModelType))}.", refusal.Message);
    }
}
