using System.Text.Json.Nodes;

namespace NlpTransfer.Tests.Models;

public sealed class ModelFolderRefusalTests : IDisposable
{
    private readonly TemporaryFolder _parent = new();

    private string Model => _parent.At("model");

    private static string Families => string.Join(", ", EncoderFamilies.All.Select(family => family.ModelType));

    public void Dispose() => _parent.Dispose();

    // A key of config.json, the JSON that it is set to (null removes it), and what is said.
    public static TheoryData<string, string?, string> BrokenConfigs => new()
    {
        { "model_type", null, $"there is no model_type; supported are {Families}" },
        { "model_type", "\"gpt2\"", $"the model_type 'gpt2' is not supported; supported are {Families}" },
        { "model_type", "7", "model_type is 7 where a text was expected" },
        { "hidden_size", null, "hidden_size is missing" },
        { "hidden_size", "0", "hidden_size is 0 where a whole number from 1 to 65536 was expected" },
        { "hidden_size", "9", "hidden_size is 9, which num_attention_heads = 2 does not divide" },
        { "num_hidden_layers", "-1", "num_hidden_layers is -1 where a whole number from 1 to 1024 was expected" },
        { "num_hidden_layers", "100000", "num_hidden_layers is 100000 where a whole number from 1 to 1024 was expected" },
        { "vocab_size", "\"20\"", "vocab_size is \"20\" where a whole number from 1 to 16777216 was expected" },
        { "vocab_size", "1e10", "vocab_size is 1e10 where a whole number from 1 to 16777216 was expected" },
        { "pad_token_id", "20", "pad_token_id is 20 and vocab_size is 20" },
        { "max_position_embeddings", "1", "max_position_embeddings is 1, too few for a text between its special tokens" },
        { "hidden_act", "\"mish\"", "hidden_act is 'mish'; supported are gelu, gelu_python, gelu_new, gelu_fast, gelu_pytorch_tanh, relu, silu, swish, tanh" },
        { "layer_norm_eps", "1.5", "layer_norm_eps is 1.5 where a number from 0 to below 1 was expected" },
        { "hidden_dropout_prob", "1", "hidden_dropout_prob is 1 where a number from 0 to below 1 was expected" },
        { "position_embedding_type", "\"relative_key\"", "position_embedding_type is 'relative_key', and only 'absolute' is supported" },
        { "is_decoder", "true", "is_decoder is true, and only plain encoders are supported" },
        { "add_cross_attention", "true", "add_cross_attention is true, and only plain encoders are supported" },
        { "is_decoder", "1", "is_decoder is 1 where true or false was expected" },
        { "pruned_heads", "{\"0\":[1]}", "pruned_heads is not empty, and pruned attention heads are not supported" },
        { "architectures", "[1]", "architectures is not a list of texts" },
        { "id2label", "{}", "id2label is empty" },
        { "id2label", "[]", "id2label is not an object" },
        { "id2label", "{\"0\":\"a\",\"2\":\"b\"}", "id2label.2 is not one of the ids 0 to 1 with a text" },
        { "id2label", "{\"0\":\"a\",\"1\":3}", "id2label.1 is not one of the ids 0 to 1 with a text" },
        { "id2label", "{\"0\":\"a\",\"1\":\"a\"}", "id2label has the label 'a' twice" },
    };

    [Theory]
    [MemberData(nameof(BrokenConfigs))]
    public void Open_BrokenConfig_IsRefusedWithTheReason(string key, string? json, string reason)
    {
        JsonObject config = TinyModel.Config();
        List<NamedTensor> tensors = TinyModel.Tensors(config);
        config.Remove(key);
        if (json is not null)
            config[key] = JsonNode.Parse(json);
        TinyModel.WriteUnchecked(_parent, config, tensors);
        Assert.Equal($"{Model}/config.json: {reason}.", Refusal());
    }

    [Fact]
    public void Open_SeveralFaults_AreListedTogether()
    {
        JsonObject config = TinyModel.Config();
        List<NamedTensor> tensors = TinyModel.Tensors(config);
        config["hidden_act"] = "mish";
        config["num_hidden_layers"] = 0;
        TinyModel.WriteUnchecked(_parent, config, tensors);
        Assert.Equal(
            $"{Model}/config.json: num_hidden_layers is 0 where a whole number from 1 to 1024 was expected; hidden_act is 'mish'; supported are gelu, gelu_python, gelu_new, gelu_fast, gelu_pytorch_tanh, relu, silu, swish, tanh.",
            Refusal());
    }

    [Theory]
    [InlineData("{\"a\": 1,\n\"a\": 2}", ": the file is not usable JSON: Duplicate property 'a' encountered during deserialization; get it again or correct it.")]
    [InlineData("{", ":1: the file is not valid JSON; get it again or correct it there.")]
    [InlineData("", ":1: the file is not valid JSON; get it again or correct it there.")]
    [InlineData("[]", ": the file holds a JSON Array where an object was expected.")]
    public void Open_ConfigNotAnObject_IsRefused(string text, string reason)
    {
        TinyModel.WriteUnchecked(_parent);
        File.WriteAllText(Path.Combine(Model, "config.json"), text);
        Assert.Equal($"{Model}/config.json{reason}", Refusal());
    }

    [Fact]
    public void Open_DeepConfig_IsRefused()
    {
        TinyModel.WriteUnchecked(_parent);
        File.WriteAllText(Path.Combine(Model, "config.json"), new string('[', 1_000_000));
        Assert.Equal($"{Model}/config.json:1: the file is not valid JSON; get it again or correct it there.", Refusal());
    }

    [Fact]
    public void Open_HugeConfig_IsRefusedUnread()
    {
        TinyModel.WriteUnchecked(_parent);
        using (FileStream file = File.Create(Path.Combine(Model, "config.json")))
            file.SetLength(1L << 33);
        Assert.Equal($"{Model}/config.json: the file has 8589934592 bytes, more than the 33554432 that are read; it is not what its name says.", Refusal());
    }

    [Fact]
    public void Open_NoFolder_SaysWhatAModelIs() =>
        Assert.Equal($"{Model}: there is no such folder; a model is a folder with config.json, model.safetensors and a tokenizer.", Refusal());

    [Fact]
    public void Open_NoConfig_SaysSo()
    {
        Directory.CreateDirectory(Model);
        Assert.Equal($"{Model}/config.json: there is no such file; a model folder needs it.", Refusal());
    }

    [Fact]
    public void Open_NoWeights_SaysWhichAreNeeded()
    {
        TinyModel.WriteUnchecked(_parent);
        File.Delete(Path.Combine(Model, "model.safetensors"));
        Assert.Equal($"{Model}: there is neither model.safetensors nor model.safetensors.index.json; a model folder needs one of them.", Refusal());
        File.WriteAllText(Path.Combine(Model, "pytorch_model.bin"), "");
        Assert.Equal(
            $"{Model}/pytorch_model.bin: weights in Python's pickle format are not read, since reading them runs code; save the model as model.safetensors.",
            Refusal());
    }

    [Fact]
    public void Open_WeightsCutOff_SaysWhere()
    {
        TinyModel.WriteUnchecked(_parent);
        string weights = Path.Combine(Model, "model.safetensors");
        byte[] bytes = File.ReadAllBytes(weights);
        File.WriteAllBytes(weights, bytes[..^100]);
        Assert.Matches($"^{weights}: tensor '[a-z._]*' ends at byte [0-9]* of the data, which has [0-9]*; the file is cut off; get the file again or write it anew.$", Refusal());
    }

    [Fact]
    public void Open_MissingAndMisshapenTensors_AreListed()
    {
        JsonObject config = TinyModel.Config();
        List<NamedTensor> tensors = TinyModel.Tensors(config);
        tensors.RemoveAll(tensor => tensor.Name is "embeddings.LayerNorm.bias");
        tensors[0] = TinyModel.Draw(tensors[0].Name, 19, 8);
        tensors[1] = NamedTensor.Create(tensors[1].Name, new int[16 * 8], 16, 8);
        TinyModel.WriteUnchecked(_parent, config, tensors);
        Assert.Equal(
            $"{Model}/model.safetensors: tensor 'embeddings.word_embeddings.weight' has shape [19, 8] where config.json leads to [20, 8]; "
            + "tensor 'embeddings.position_embeddings.weight' holds I32 where floating-point numbers were expected; "
            + "tensor 'embeddings.LayerNorm.bias' is missing; config.json and weights do not belong together.",
            Refusal());
    }

    [Fact]
    public void Open_ManyFaults_ShowsTheFirstFive()
    {
        JsonObject config = TinyModel.Config();
        List<NamedTensor> tensors = TinyModel.Tensors(config);
        config["num_hidden_layers"] = 3;
        TinyModel.WriteUnchecked(_parent, config, tensors);
        Assert.EndsWith("tensor 'encoder.layer.2.attention.self.value.weight' is missing; and 11 more; config.json and weights do not belong together.", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_UnusedTensorsAndOldNames_AreReportedAndRead()
    {
        JsonObject config = TinyModel.Config();
        List<NamedTensor> tensors =
        [
            .. TinyModel.Tensors(config).Where(tensor => !tensor.Name.StartsWith("pooler", StringComparison.Ordinal)).Select(tensor => Renamed(tensor,
                "bert." + tensor.Name.Replace("LayerNorm.weight", "LayerNorm.gamma", StringComparison.Ordinal).Replace("LayerNorm.bias", "LayerNorm.beta", StringComparison.Ordinal))),
            TinyModel.Draw("cls.seq_relationship.weight", 2, 8),
            NamedTensor.Create("bert.embeddings.position_ids", new long[16], 1, 16),
        ];
        ModelFolder folder = ModelFolder.Open(TinyModel.WriteUnchecked(_parent, config, tensors));
        Assert.Equal("bert.", folder.Tensors.Prefix);
        Assert.Equal(["cls.seq_relationship.weight"], folder.Tensors.Unused);
        Assert.Equal(["bert.pooler.dense.weight", "bert.pooler.dense.bias"], folder.Tensors.Missing);
        Assert.Equal("bert.embeddings.LayerNorm.gamma", folder.Tensors[EncoderTensors.EmbeddingNorm + ".weight"]);
        Assert.Equal("The model has no tensor for 'pooler.weight'.", Assert.Throws<ModelFormatException>(() => folder.Tensors["pooler.weight"]).Message);
        Assert.Equal(
            $"{Model}: the folder has no tokenizer; it needs one of tokenizer.json, sentencepiece.bpe.model, spiece.model, tokenizer.model, source.spm, vocab.txt.",
            Assert.Throws<ModelFormatException>(() => folder.RequireTokenizer()).Message);
    }

    [Fact]
    public void Open_SetAsideByAStoppedRun_IsBroughtBack()
    {
        TinyModel.WriteUnchecked(_parent);
        Directory.Move(Model, _parent.At(".model.replaced"));
        Assert.Equal(8, ModelFolder.Open(Model).Config.HiddenSize);
        Assert.Equal([Model], Directory.EnumerateFileSystemEntries(_parent.Path));
    }

    private string Refusal() => Assert.Throws<ModelFormatException>(() => ModelFolder.Open(Model)).Message;

    private static NamedTensor Renamed(NamedTensor tensor, string name) =>
        NamedTensor.FromWriter(name, tensor.Type, tensor.Shape.ToArray(), tensor.WriteTo);
}
