using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests.Commands;

public sealed class ModelGenerateTests
{
    [SkippableFact]
    [Covers("model generate", "--model", "--inputs", "--beams", "--max-new-tokens", "--length-penalty", "--early-stopping", "--no-repeat-ngram", "--first-token", "--no-cache")]
    public void Generate_GoldenModel_GivesTheReferencesSequences()
    {
        string model = SharedFolders.Golden("models", "m2m_100"), inputs = Path.Combine(model, "expected.safetensors");
        JsonObject expected = JsonNode.Parse(File.ReadAllText(Path.Combine(model, "expected.json")))!.AsObject();
        Check("greedy", "--beams", "1", "--no-cache");
        Check("beam4_lp0.6", "--beams", "4", "--length-penalty", "0.6");
        Check("beam3_early", "--beams", "3", "--early-stopping", "true");
        Check("beam4_norepeat2", "--beams", "4", "--no-repeat-ngram", "2");

        void Check(string name, params string[] options)
        {
            JsonObject json = Run(model, inputs, ["--max-new-tokens", "14", "--first-token", "170", .. options]).Succeeds().Json;
            Assert.Equal(expected[name]!["sequences"]!.ToJsonString(), json["sequences"]!.ToJsonString());
        }
    }

    [SkippableFact]
    [Covers("model generate", "--min-new-tokens", "--best", "--sample", "--temperature", "--top-tokens", "--top-probability", "--seed", "--threads")]
    public void Generate_OtherOptions_HaveTheirEffect()
    {
        string model = SharedFolders.Golden("models", "marian"), inputs = Path.Combine(model, "expected.safetensors");
        string Sequences(params string[] options) => Run(model, inputs, ["--max-new-tokens", "9", "--threads", "1", .. options]).Succeeds().Json["sequences"]!.ToJsonString();
        string greedy = Sequences();
        Assert.NotEqual(greedy, Sequences("--min-new-tokens", "8"));
        JsonObject best = Run(model, inputs, ["--max-new-tokens", "9", "--beams", "3", "--best", "2"]).Succeeds().Json;
        Assert.Equal((8, 2), (best["sequences"]!.AsArray().Count, (int)best["sequencesPerRow"]!));
        string drawn = Sequences("--sample");
        Assert.NotEqual(greedy, drawn);
        Assert.NotEqual(drawn, Sequences("--sample", "--seed", "2"));
        Assert.Equal(greedy, Sequences("--sample", "--temperature", "0.01"));
        Assert.Equal(greedy, Sequences("--sample", "--top-tokens", "1"));
        Assert.Equal(greedy, Sequences("--sample", "--top-probability", "0.001"));
        Run(model, inputs, ["--seed", "2"]).Fails(2, "--seed is about drawing tokens; leave it out, or give --sample.");
        Run(model, inputs, ["--beams", "1", "--early-stopping", "true"]).Fails(2, "--early-stopping is about beam search; leave it out, or give --beams.");
        Run(model, inputs, ["--threads", "0"]).Fails(2, "--threads takes a whole number from 1 to 1024, not '0'. See 'nlptransfer model generate --help'.");
    }

    [SkippableTheory]
    [InlineData("marian")]
    [InlineData("encoder-decoder-xlm-roberta")]
    public void ForwardAndInspect_TranslationModel_AreAccepted(string name)
    {
        string model = SharedFolders.Golden("models", name), expected = Path.Combine(model, "expected.safetensors");
        using var folder = new TemporaryFolder();
        string goal = folder.At("out.safetensors");
        BuiltProgram.Run("model", "forward", "--model", model, "--inputs", expected, "--out", goal, "--json").Succeeds();
        using SafetensorsFile reference = SafetensorsFile.Open(expected), computed = SafetensorsFile.Open(goal);
        Assert.Equal(["encoder_last_hidden_state", "last_hidden_state", "logits"], computed.Tensors.Select(tensor => tensor.Name).Order(StringComparer.Ordinal));
        Assert.True(reference.ReadSingles("logits").Zip(computed.ReadSingles("logits"), (a, b) => Math.Abs(a - b)).Max() <= 2e-5f);
        JsonObject json = BuiltProgram.Run("model", "inspect", model, "--json").Succeeds().Json;
        Assert.Equal(("translation", 173), ((string)json["head"]!, (int)json["decoder"]!["vocabularySize"]!));
    }

    [Fact]
    public void Generate_EncoderOrPickledWeights_SayWhatToDo()
    {
        using var folder = new TemporaryFolder();
        string model = TinyModel.Write(folder);
        Run(model, "x").Fails(4, $"{Path.Combine(model, "config.json")}: a model of the type 'bert' does not translate; those that do are encoder-decoder, m2m_100, marian; 'finetune translate' makes one from an encoder.");
        File.WriteAllText(Path.Combine(model, "config.json"), """{"model_type":"marian","vocab_size":9,"d_model":8,"encoder_layers":1,"decoder_layers":1,"encoder_attention_heads":2,"decoder_attention_heads":2,"encoder_ffn_dim":8,"decoder_ffn_dim":8,"pad_token_id":8}""");
        File.Delete(Path.Combine(model, "model.safetensors"));
        string pickle = Path.Combine(model, "pytorch_model.bin");
        File.WriteAllText(pickle, "x");
        Run(model, "x").Fails(4, $"{pickle}: weights in Python's pickle format are not read, since reading them runs code; save the model as model.safetensors.");
    }

    private static ProgramResult Run(string model, string inputs, params string[] options) =>
        BuiltProgram.Run(["model", "generate", "--model", model, "--inputs", inputs, "--json", "--quiet", .. options]);
}
