using System.Text.Json.Nodes;

namespace NlpTransfer.Tests.Models;

/// <summary>A BERT of width 8 that tests write, and break.</summary>
internal static class TinyModel
{
    public static JsonObject Config(EncoderHead head = EncoderHead.None) => new()
    {
        ["architectures"] = new JsonArray(BertName(head)),
        ["model_type"] = "bert",
        ["hidden_size"] = 8,
        ["num_hidden_layers"] = 2,
        ["num_attention_heads"] = 2,
        ["intermediate_size"] = 12,
        ["vocab_size"] = 20,
        ["max_position_embeddings"] = 16,
        ["type_vocab_size"] = 2,
        ["hidden_act"] = "gelu",
        ["pad_token_id"] = 0,
        ["id2label"] = new JsonObject { ["0"] = "sport", ["1"] = "ìlera", ["2"] = "politics" },
    };

    /// <summary>Weights that fit a config, drawn by name.</summary>
    public static List<NamedTensor> Tensors(JsonObject config)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.At("config.json"), config.ToJsonString());
        var section = new JsonSection("config.json", JsonFile.Read(folder.At("config.json")));
        EncoderConfig read = EncoderConfigReader.Read(section, EncoderConfigReader.FamilyOf(section));
        EncoderFamily family = EncoderFamilies.Find("bert")!;
        return [.. EncoderTensorPlan.Of(family, read).Select(spec => Draw(spec.NameIn(family.PrefixOf(read.Head)), spec.Shape))];
    }

    public static NamedTensor Draw(string name, params long[] shape)
    {
        float[] values = new float[shape.Aggregate(1L, (product, length) => product * length)];
        new CounterRandom(1, name).FillSingles(values);
        return NamedTensor.Create(name, values, shape);
    }

    /// <summary>Writes a whole model without any check.</summary>
    public static string WriteUnchecked(TemporaryFolder parent, JsonObject config, IReadOnlyList<NamedTensor> tensors)
    {
        string path = parent.At("model");
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, "config.json"), config.ToJsonString());
        SafetensorsWriter.Write(Path.Combine(path, "model.safetensors"), tensors);
        return path;
    }

    public static string WriteUnchecked(TemporaryFolder parent, EncoderHead head = EncoderHead.None) =>
        WriteUnchecked(parent, Config(head), Tensors(Config(head)));

    private static string BertName(EncoderHead head) => EncoderFamilies.Find("bert")!.ArchitectureOf(head);
}
