namespace NlpTransfer.Tests.Models;

public sealed class SentenceSettingsTests : IDisposable
{
    private const string Transformer = """{"idx":0,"name":"0","path":"","type":"sentence_transformers.models.Transformer"}""";
    private const string Pooling = """{"idx":1,"name":"1","path":"1_Pooling","type":"sentence_transformers.models.Pooling"}""";
    private const string Dense = """{"idx":2,"name":"2","path":"2_Dense","type":"sentence_transformers.models.Dense"}""";
    private const string Identity = "\"activation_function\":\"torch.nn.modules.linear.Identity\"";
    private const string Supported = "supported are a Transformer, then a Pooling, then Normalize and Dense.";
    private readonly TemporaryFolder _parent = new();

    public SentenceSettingsTests()
    {
        TinyModel.WriteUnchecked(_parent);
        Put("1_Pooling/config.json", """{"word_embedding_dimension":8,"pooling_mode_cls_token":true,"pooling_mode_mean_tokens":false}""");
        Put("2_Dense/config.json", $$"""{"in_features":8,"out_features":3,"bias":true,{{Identity}}}""");
        SafetensorsWriter.Write(_parent.At("model", "2_Dense", "model.safetensors"), [TinyModel.Draw("linear.weight", 3, 8), TinyModel.Draw("linear.bias", 3)]);
    }

    private string Model => _parent.At("model");

    public void Dispose() => _parent.Dispose();

    [Fact]
    public void Open_WithoutModules_IsMeanPooledAndPlain()
    {
        ModelFolder folder = ModelFolder.Open(Model);
        Assert.Equal((PoolingMode.Mean, false, 0, "", null, 16), (folder.Sentence.Pooling, folder.Sentence.Normalize, folder.Sentence.Dense.Count, folder.Sentence.DefaultPrompt, folder.Sentence.MaxLength, folder.MaxLength));
    }

    [Fact]
    public void Open_FirstTokenAndDense_AreRead()
    {
        Modules(Transformer, Pooling, Dense);
        ModelFolder folder = ModelFolder.Open(Model);
        Assert.Equal(PoolingMode.FirstToken, folder.Sentence.Pooling);
        Assert.False(folder.Sentence.Normalize);
        DenseLayer dense = Assert.Single(folder.Sentence.Dense);
        Assert.Equal((8, 3, 24, 3), (dense.Inputs, dense.Outputs, dense.Weight.Length, dense.Bias!.Length));
    }

    [Fact]
    public void Open_LengthOverTheModels_IsTheModels()
    {
        Put("sentence_bert_config.json", """{"max_seq_length":512,"do_lower_case":true}""");
        ModelFolder folder = ModelFolder.Open(Model);
        Assert.Equal((512, 16, true), (folder.Sentence.MaxLength, folder.MaxLength, folder.Sentence.LowerCase));
    }

    [Fact]
    public void Open_EncoderInAFolderOfItsOwn_IsFound()
    {
        Directory.CreateDirectory(_parent.At("model", "0_Transformer"));
        foreach (string name in (string[])["config.json", "model.safetensors"])
            File.Move(_parent.At("model", name), _parent.At("model", "0_Transformer", name));
        Put("0_Transformer/vocab.txt", "[PAD]\n");
        Put("0_Transformer/sentence_bert_config.json", """{"max_seq_length":5}""");
        Modules(Transformer.Replace("\"path\":\"\"", "\"path\":\"0_Transformer\"", StringComparison.Ordinal), Pooling);
        ModelFolder folder = ModelFolder.Open(Model);
        Assert.Equal(5, folder.MaxLength);
        Assert.Equal(_parent.At("model", "0_Transformer", "vocab.txt"), folder.TokenizerPath);
        using ITensorSource weights = folder.OpenWeights();
        Assert.NotEmpty(weights.Tensors);
    }

    public static TheoryData<string, string> BadModules => new()
    {
        { "{}", "the file holds a JSON Object where a list was expected." },
        { "[]", $"the modules are ; {Supported}" },
        { $"[{Transformer}]", $"the modules are sentence_transformers.models.Transformer; {Supported}" },
        { $"[{Pooling},{Transformer}]", $"the modules are sentence_transformers.models.Pooling, sentence_transformers.models.Transformer; {Supported}" },
        { $"[{Transformer},{Pooling},{{\"path\":\"\",\"type\":\"sentence_transformers.models.LSTM\"}}]", $"the module 'sentence_transformers.models.LSTM' is not supported in its place; {Supported}" },
        { $"[{Transformer},{Pooling},{Pooling}]", $"the module 'sentence_transformers.models.Pooling' is not supported in its place; {Supported}" },
        { $"[{Transformer},{{\"path\":\"\",\"type\":\"my.Pooling\"}}]", $"module 1 is of type 'my.Pooling', which is not one of sentence-transformers' own; {Supported}" },
        { $"[{Transformer},{{\"path\":\"../x\",\"type\":\"sentence_transformers.models.Pooling\"}}]", "the path of module 1 is '../x', which leads out of the model's folder; it is not followed." },
        { $"[{Transformer},{{\"path\":1,\"type\":\"sentence_transformers.models.Pooling\"}}]", "module 1: path is 1 where a text was expected." },
    };

    [Theory]
    [MemberData(nameof(BadModules))]
    public void Open_OtherModules_AreRefusedByName(string json, string reason)
    {
        Put("modules.json", json);
        Assert.Equal($"{Model}/modules.json: {reason}", Refusal());
    }

    [Theory]
    [InlineData("{}", "the way of pooling is not given; supported is one of pooling_mode_mean_tokens, pooling_mode_cls_token, pooling_mode_max_tokens.")]
    [InlineData("""{"pooling_mode_mean_tokens":true,"pooling_mode_max_tokens":true}""", "the way of pooling is pooling_mode_mean_tokens + pooling_mode_max_tokens; supported is one of pooling_mode_mean_tokens, pooling_mode_cls_token, pooling_mode_max_tokens.")]
    [InlineData("""{"pooling_mode_lasttoken":true}""", "the way of pooling is pooling_mode_lasttoken; supported is one of pooling_mode_mean_tokens, pooling_mode_cls_token, pooling_mode_max_tokens.")]
    [InlineData("""{"pooling_mode":"weightedmean"}""", "the way of pooling is weightedmean; supported is one of pooling_mode_mean_tokens, pooling_mode_cls_token, pooling_mode_max_tokens.")]
    [InlineData("""{"pooling_mode_mean_tokens":1}""", "pooling_mode_mean_tokens is 1 where true or false was expected.")]
    [InlineData("""{"pooling_mode_mean_tokens":true,"include_prompt":false}""", "include_prompt is false, and leaving a prompt's tokens out of the vector is not supported.")]
    public void Open_OtherPooling_IsRefusedByName(string json, string reason)
    {
        Modules(Transformer, Pooling);
        Put("1_Pooling/config.json", json);
        Assert.Equal($"{Model}/1_Pooling/config.json: {reason}", Refusal());
    }

    [Theory]
    [InlineData("""{"pooling_mode":"mean"}""", PoolingMode.Mean)]
    [InlineData("""{"pooling_mode_max_tokens":true}""", PoolingMode.Max)]
    public void Open_KnownPooling_IsRead(string json, PoolingMode mode)
    {
        Modules(Transformer, Pooling);
        Put("1_Pooling/config.json", json);
        Assert.Equal(mode, ModelFolder.Open(Model).Sentence.Pooling);
    }

    [Theory]
    [InlineData("{\"in_features\":8,\"out_features\":3}", "2_Dense/config.json: activation_function is 'torch.nn.modules.activation.Tanh', and only 'torch.nn.modules.linear.Identity' is supported.")]
    [InlineData("{\"in_features\":8," + Identity + "}", "2_Dense/config.json: out_features is missing.")]
    [InlineData("{\"in_features\":8,\"out_features\":4," + Identity + "}", "2_Dense/model.safetensors: tensor 'linear.weight' has shape [3, 8] where [4, 8] was expected; the file does not fit its description.")]
    public void Open_OtherDense_IsRefused(string json, string reason)
    {
        Modules(Transformer, Pooling, Dense);
        Put("2_Dense/config.json", json);
        Assert.Equal($"{Model}/{reason}", Refusal());
    }

    [Fact]
    public void Open_DenseOfAnotherWidth_IsRefused()
    {
        Modules(Transformer, Pooling, Dense, Dense);
        Assert.Equal($"{Model}: a Dense module takes vectors of width 8 and gets 3; modules.json and config.json do not belong together.", Refusal());
    }

    [Theory]
    [InlineData("""{"prompts":{"query":"q: "},"default_prompt_name":"document"}""", "default_prompt_name is 'document', which is none of the prompts (query).")]
    [InlineData("""{"prompts":["q: "]}""", "prompts is not an object of texts.")]
    [InlineData("""{"prompts":{"query":1}}""", "prompts is not an object of texts.")]
    public void Open_BadPrompts_AreRefused(string json, string reason)
    {
        Put("config_sentence_transformers.json", json);
        Assert.Equal($"{Model}/config_sentence_transformers.json: {reason}", Refusal());
    }

    [Theory]
    [InlineData("""{"schema":2,"command":"x"}""", "the schema is 2 and this version reads up to 1; use a newer version.")]
    [InlineData("""{"schema":1}""", "command is missing.")]
    [InlineData("""{"schema":1,"command":"x","host":"y"}""", "the key 'host' is not known.")]
    [InlineData("""{"schema":1,"command":"x","seed":-1}""", "seed is not a whole number of up to 64 bits.")]
    [InlineData("""{"schema":1,"command":"x","inputs":[1]}""", "inputs is not a list of objects.")]
    [InlineData("""{"schema":1,"command":"x","parents":[{"name":"y"}]}""", "parents: an entry lacks name or sha256.")]
    [InlineData("""{"schema":1,"command":"x","options":{"a":1}}""", "options is not an object of texts.")]
    public void Open_BadProvenance_IsRefused(string json, string reason)
    {
        Put("nlptransfer.json", json);
        Assert.Equal($"{Model}/nlptransfer.json: {reason}", Refusal());
    }

    private void Put(string name, string text)
    {
        string path = Path.Combine(Model, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private void Modules(params string[] modules) => Put("modules.json", $"[{string.Join(",", modules)}]");

    private string Refusal() => Assert.Throws<ModelFormatException>(() => ModelFolder.Open(Model)).Message;
}
