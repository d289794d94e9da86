using System.Text.Json.Nodes;
using NlpTransfer.Tests.Models;

namespace NlpTransfer.Tests.Adapters;

public sealed class AdapterFolderTests : IDisposable
{
    private const string Query = "encoder.layer.0.attention.self.query", Output = "encoder.layer.1.output.dense";

    private readonly TemporaryFolder _parent = new();

    private string Adapter => _parent.At("adapter");

    public void Dispose() => _parent.Dispose();

    // Families' files with a prefix before the body's names and without; adapters, as peft saves those of a model with a head, likewise.
    [Theory]
    [InlineData(EncoderHead.None, "")]
    [InlineData(EncoderHead.SequenceClassification, "")]
    [InlineData(EncoderHead.None, "bert.")]
    [InlineData(EncoderHead.SequenceClassification, "bert.")]
    public void Open_Adapter_GivesTheWeightsBelowWithTheProductAdded(EncoderHead head, string prefix)
    {
        string model = TinyModel.WriteUnchecked(_parent, head);
        Write([Down(prefix + Query, 2, 8), Up(prefix + Query, 8, 2)], head: head);
        ModelFolder opened = ModelFolder.Open(Adapter);
        Assert.True(opened.IsAdapter);
        using ITensorSource adapted = opened.OpenWeights(), below = ModelFolder.Open(model).OpenWeights();
        string name = opened.Tensors["layers.0.query.weight"];
        float[] expected = below.ReadSingles(name), a = Down(prefix + Query, 2, 8).Values, b = Up(prefix + Query, 8, 2).Values;
        for (int i = 0; i < 64; i++)
            expected[i] += 3f / 2 * ((b[(i / 8) * 2] * a[i % 8]) + (b[((i / 8) * 2) + 1] * a[8 + (i % 8)]));
        Assert.All(expected.Zip(adapted.ReadSingles(name)), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        Assert.Equal(adapted.ReadSingles(name)[3..5], System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(adapted.GetBytes(name, 12, 8)).ToArray());
        Assert.All(below.Tensors.Where(info => info.Name != name), info => Assert.True(below.GetBytes(info.Name).SequenceEqual(adapted.GetBytes(info.Name)), info.Name));
        Assert.Equal(below.Tensors.Select(info => info.Name), adapted.Tensors.Select(info => info.Name));
    }

    [Theory]
    [InlineData("model")]
    [InlineData("models/../model")]
    [InlineData("/somewhere/else/model")]
    [InlineData("someone/model")]
    public void BaseOf_Names_AreLookedForBesideTheFolderAndNeverOutOfIt(string name)
    {
        string model = TinyModel.WriteUnchecked(_parent);
        Write([Down(Query, 2, 8), Up(Query, 8, 2)], ("base_model_name_or_path", name));
        Assert.Equal(model, AdapterFolder.BaseOf(Adapter));
    }

    [Fact]
    public void NameOf_PathsOfModels_SayNothingOfTheMachine()
    {
        Assert.Equal("model", AdapterFolder.NameOf(_parent.At("out"), _parent.At("model")));
        Assert.Equal("models/model", AdapterFolder.NameOf(_parent.At("out"), _parent.At("models/model") + Path.DirectorySeparatorChar));
        Assert.Equal("model", AdapterFolder.NameOf(_parent.At("runs/out"), _parent.At("model")));
    }

    [Theory]
    [InlineData("peft_type", "\"LOHA\"", "peft_type is 'LOHA' where LORA was expected")]
    [InlineData("r", "0", "r is 0 where a whole number from 1 to 65536 was expected")]
    [InlineData("lora_alpha", "null", "lora_alpha is missing")]
    [InlineData("use_dora", "true", "use_dora is true, which is not supported")]
    [InlineData("bias", "\"all\"", "bias is 'all', and biases beside an adapter are not supported")]
    [InlineData("modules_to_save", "[\"classifier\"]", "modules_to_save is given, which is not supported")]
    [InlineData("rank_pattern", "{\"query\": 4}", "rank_pattern is given, which is not supported")]
    [InlineData("base_model_name_or_path", "null", "base_model_name_or_path is missing")]
    public void Open_ConfigThatIsNotSupported_NamesTheKey(string key, string value, string message)
    {
        TinyModel.WriteUnchecked(_parent);
        Write([Down(Query, 2, 8), Up(Query, 8, 2)], (key, value));
        Refused($"{Path.Combine(Adapter, "adapter_config.json")}: {message}.");
    }

    [Fact]
    public void Open_TensorsThatDoNotFit_NamesThem()
    {
        TinyModel.WriteUnchecked(_parent);
        string file = Path.Combine(Adapter, "adapter_model.safetensors");
        Write([Down(Query, 2, 8)]);
        Refused($"{file}: there is no tensor 'base_model.model.{Query}.lora_B.weight'; check that the file belongs to this model.");
        Write([Down(Query, 3, 8), Up(Query, 8, 3)]);
        Refused($"{file}: tensor 'base_model.model.{Query}.lora_A.weight' has shape [3, 8] where [2, 8] was expected; the file does not fit its description.");
        Write([Down("encoder.layer.7.output.dense", 2, 8), Up("encoder.layer.7.output.dense", 8, 2)]);
        Refused($"{file}: the adapter changes 'encoder.layer.7.output.dense', which the model below ({_parent.At("model/model.safetensors")}) does not have; they do not belong together.");
        Write([("base_model.model.classifier.weight", new float[24], [3, 8])]);
        Refused($"{file}: tensor 'base_model.model.classifier.weight' is no part of a LoRA adapter as peft names them (base_model.model.....lora_A.weight or lora_B.weight).");
    }

    [Fact]
    public void Open_NoModelBelow_SaysWhereItWasLookedFor()
    {
        Write([Down(Query, 2, 8), Up(Query, 8, 2)]);
        Refused(
            $"{Path.Combine(Adapter, "adapter_config.json")}: the adapter stands on the model 'model', which lies neither beside the folder nor in the current one; put it, or a link to it, there.");
    }

    [Fact]
    public void Open_WeightsAndAdapter_IsRefused()
    {
        TinyModel.WriteUnchecked(_parent);
        Write([Down(Query, 2, 8), Up(Query, 8, 2)]);
        File.Copy(_parent.At("model/model.safetensors"), Path.Combine(Adapter, "model.safetensors"));
        Refused($"{Adapter}: the folder holds model.safetensors and adapter_config.json, and whether the adapter is in the weights already can't be told; remove one of them.");
    }

    [Fact]
    public void Write_Adapter_RemembersTheWeightsBelow()
    {
        string model = TinyModel.WriteUnchecked(_parent);
        (string Name, float[] Values, long[] Shape)[] tensors = [Down(Output, 2, 12), Up(Output, 8, 2)];
        ModelFolderWriter.Write(Adapter, new ModelContents
        {
            Config = TinyModel.Config(),
            Tensors = [],
            Adapter = new AdapterContents(
                new AdapterConfig { Rank = 2, Alpha = 3, Dropout = 0.1, BaseModel = AdapterFolder.NameOf(Adapter, model), Modules = [Output] },
                model,
                [.. tensors.Select(tensor => NamedTensor.Create(tensor.Name, tensor.Values, tensor.Shape))]),
        });
        JsonNode config = JsonNode.Parse(File.ReadAllText(Path.Combine(Adapter, "adapter_config.json")))!;
        Assert.Equal(("LORA", 2, 3.0, 0.1, "model"), ((string)config["peft_type"]!, (int)config["r"]!, (double)config["lora_alpha"]!, (double)config["lora_dropout"]!, (string)config["base_model_name_or_path"]!));
        Assert.Equal($"[\"{Output}\"]", config["target_modules"]!.ToJsonString());
        using (SafetensorsFile file = SafetensorsFile.Open(Path.Combine(Adapter, "adapter_model.safetensors")))
            Assert.Equal([$"base_model.model.{Output}.lora_A.weight", $"base_model.model.{Output}.lora_B.weight"], file.Tensors.Select(info => info.Name).Order(StringComparer.Ordinal));

        // What lies beside the weights may change; they themselves may not.
        File.WriteAllText(_parent.At("model/README.md"), "new");
        ModelFolder.Open(Adapter);
        SafetensorsWriter.Write(_parent.At("model/model.safetensors"), [.. TinyModel.Tensors(TinyModel.Config()).Select(tensor => tensor.As(TensorType.Float16))], overwrite: true);
        Refused($"{Path.Combine(Adapter, "adapter_model.safetensors")}: the adapter was trained on other weights than those in {model}; put the right model there.");
    }

    private static (string Name, float[] Values, long[] Shape) Down(string module, params long[] shape) => Draw(AdapterNames.Down(module), shape);

    private static (string Name, float[] Values, long[] Shape) Up(string module, params long[] shape) => Draw(AdapterNames.Up(module), shape);

    private static (string Name, float[] Values, long[] Shape) Draw(string name, long[] shape)
    {
        float[] values = new float[shape[0] * shape[1]];
        new CounterRandom(2, name).FillSingles(values);
        return (name, values, shape);
    }

    private void Refused(string message) => Assert.Equal(message, Assert.Throws<ModelFormatException>(() => ModelFolder.Open(Adapter)).Message);

    /// <summary>An adapter as peft would write it, with one key set to something else.</summary>
    private void Write((string Name, float[] Values, long[] Shape)[] tensors, (string Key, string Value)? change = null, EncoderHead head = EncoderHead.None)
    {
        Directory.CreateDirectory(Adapter);
        File.WriteAllText(Path.Combine(Adapter, "config.json"), TinyModel.Config(head).ToJsonString());
        var config = new JsonObject
        {
            ["peft_type"] = "LORA",
            ["r"] = 2,
            ["lora_alpha"] = 3,
            ["bias"] = "none",
            ["base_model_name_or_path"] = "model",
            ["target_modules"] = new JsonArray("query"),
            ["modules_to_save"] = null,
        };
        if (change is { } other)
            config[other.Key] = other.Value.Length > 0 && "\"[{0n".Contains(other.Value[0], StringComparison.Ordinal) || other.Value == "true" ? JsonNode.Parse(other.Value) : other.Value;
        File.WriteAllText(Path.Combine(Adapter, "adapter_config.json"), config.ToJsonString());
        SafetensorsWriter.Write(Path.Combine(Adapter, "adapter_model.safetensors"), [.. tensors.Select(tensor => NamedTensor.Create(tensor.Name, tensor.Values, tensor.Shape))], overwrite: true);
    }
}
