using System.Text.Json;
using System.Text.Json.Nodes;

namespace NlpTransfer.Tests.Models;

public sealed class ShardedSafetensorsTests : IDisposable
{
    private const string Broken = "; get the folder again.";
    private readonly TemporaryFolder _parent = new();

    private string Model => _parent.At("model");

    private string Index => Path.Combine(Model, "model.safetensors.index.json");

    public void Dispose() => _parent.Dispose();

    [Fact]
    public void Open_TwoShards_AreOneModel()
    {
        Dictionary<string, string> map = WriteShards();
        WriteIndex(map);
        ModelFolder folder = ModelFolder.Open(Model);
        Assert.Empty(folder.Tensors.Missing);
        using ITensorSource weights = folder.OpenWeights();
        Assert.Equal(map.Count, weights.Tensors.Count);
        float[] expected = new float[64];
        new CounterRandom(1, "encoder.layer.1.attention.self.key.weight").FillSingles(expected);
        Assert.Equal(expected, weights.ReadSingles(folder.Tensors[EncoderTensors.Key(1) + ".weight"]));
        Assert.False(weights.TryGet("nope", out _));
        Assert.Equal($"{Index}: there is no tensor 'nope'; check that the file belongs to this model.", Assert.Throws<ModelFormatException>(() => weights.GetBytes("nope").Length).Message);
    }

    [Theory]
    [InlineData("../two.safetensors")]
    [InlineData("/etc/two.safetensors")]
    [InlineData("a/../../two.safetensors")]
    [InlineData("..\\\\two.safetensors")]
    [InlineData("C:two.safetensors")]
    public void Open_ShardOutsideTheFolder_IsNotFollowed(string name)
    {
        Dictionary<string, string> map = WriteShards();
        File.Copy(Path.Combine(Model, "two.safetensors"), _parent.At("two.safetensors"));
        name = name.Replace("\\\\", "\\", StringComparison.Ordinal);
        WriteIndex(map.ToDictionary(entry => entry.Key, entry => entry.Value == "two.safetensors" ? name : entry.Value));
        Assert.Equal($"{Index}: a file of weight_map is '{name}', which leads out of the model's folder; it is not followed.", Refusal());
    }

    [Fact]
    public void Open_IndexThatDoesNotFit_IsRefused()
    {
        Dictionary<string, string> map = WriteShards();
        const string Word = "embeddings.word_embeddings.weight";
        string home = map[Word], other = home == "one.safetensors" ? "two.safetensors" : "one.safetensors";

        WriteIndex(map.Where(entry => entry.Key != Word));
        Assert.Equal($"{Index}: tensor '{Word}' lies in {home}, which weight_map does not say{Broken}", Refusal());

        WriteIndex(map.Select(entry => KeyValuePair.Create(entry.Key, entry.Key == Word ? other : entry.Value)));
        Assert.Equal($"{Index}: tensor '{Word}' lies in {home}, which weight_map does not say{Broken}", Refusal());

        WriteIndex(map.Append(KeyValuePair.Create("extra", "one.safetensors")));
        Assert.Equal($"{Index}: tensor 'extra' does not lie in one.safetensors, as weight_map says{Broken}", Refusal());

        WriteIndex(map.Append(KeyValuePair.Create("extra", "three.safetensors")));
        Assert.Equal($"{Model}/three.safetensors: there is no such file; check the path.", Refusal());
    }

    [Theory]
    [InlineData("{}", "there is no object weight_map")]
    [InlineData("{\"weight_map\":[]}", "there is no object weight_map")]
    [InlineData("{\"weight_map\":{}}", "weight_map is empty")]
    [InlineData("{\"weight_map\":{\"a\":1}}", "weight_map.a is not the name of a file")]
    [InlineData("{\"weight_map\":{\"a\":\"\"}}", "weight_map.a is not the name of a file")]
    public void Open_IndexOfAnotherForm_IsRefused(string json, string reason)
    {
        WriteShards();
        File.WriteAllText(Index, json);
        Assert.Equal($"{Index}: {reason}{Broken}", Refusal());
    }

    private string Refusal() => Assert.Throws<ModelFormatException>(() => ModelFolder.Open(Model)).Message;

    private Dictionary<string, string> WriteShards()
    {
        JsonObject config = TinyModel.Config();
        List<NamedTensor> tensors = TinyModel.Tensors(config);
        Directory.CreateDirectory(Model);
        File.WriteAllText(Path.Combine(Model, "config.json"), config.ToJsonString());
        SafetensorsWriter.Write(Path.Combine(Model, "one.safetensors"), tensors[..20]);
        SafetensorsWriter.Write(Path.Combine(Model, "two.safetensors"), tensors[20..]);
        return tensors.Select((tensor, i) => (tensor.Name, File: i < 20 ? "one.safetensors" : "two.safetensors")).ToDictionary(pair => pair.Name, pair => pair.File);
    }

    private void WriteIndex(IEnumerable<KeyValuePair<string, string>> map) =>
        File.WriteAllText(Index, JsonSerializer.Serialize(new { metadata = new { total_size = 1 }, weight_map = map.ToDictionary() }));
}
