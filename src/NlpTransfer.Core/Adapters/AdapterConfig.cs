using System.Text.Json;

namespace NlpTransfer;

/// <summary>adapter_config.json: how Python's peft describes a LoRA adapter.</summary>
internal sealed record AdapterConfig
{
    /// <summary>The file's name.</summary>
    internal const string FileName = "adapter_config.json";

    /// <summary>The inner dimension of every adapter.</summary>
    internal required int Rank { get; init; }

    /// <summary>What adapters give is multiplied by this over the rank.</summary>
    internal required double Alpha { get; init; }

    /// <summary>Dropout in training; of no use afterwards.</summary>
    internal double Dropout { get; init; }

    /// <summary>The model below: a name, or a path relative to the folder above the adapter's.</summary>
    internal required string BaseModel { get; init; }


    /// <summary>Full names of the adapted products in the model below, such as <c>encoder.layer.0.attention.self.query</c>.</summary>
    internal IReadOnlyList<string> Modules { get; init; } = [];

    /// <summary>Whether the scale is alpha over the root of the rank (Kalajdzievski 2023).</summary>
    internal bool ScalesByRoot { get; init; }

    /// <summary>What the product of both matrices is multiplied by.</summary>
    internal double Scale => Alpha / (ScalesByRoot ? Math.Sqrt(Rank) : Rank);

    /// <summary>Reads the file of a folder.</summary>
    /// <exception cref="ModelFormatException">It is missing, damaged, or describes what is not supported.</exception>
    internal static AdapterConfig Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        var file = new JsonSection(path, JsonFile.Read(path));
        if (file.Text("peft_type") is var kind && kind != "LORA")
            file.Fault($"peft_type is '{kind}' where LORA was expected");
        if (file.Text("bias") is { } bias && bias != "none")
            file.Fault($"bias is '{bias}', and biases beside an adapter are not supported");
        foreach (string key in (string[])["use_dora", "fan_in_fan_out", "lora_bias"])
        {
            if (file.Boolean(key, fallback: false))
                file.Fault($"{key} is true, which is not supported");
        }

        foreach (string key in (string[])["modules_to_save", "rank_pattern", "alpha_pattern"])
        {
            if (file.Find(key) is { } value && !IsEmpty(value))
                file.Fault($"{key} is given, which is not supported");
        }

        var config = new AdapterConfig
        {
            Rank = file.Integer("r", 1, 1 << 16),
            Alpha = file.Number("lora_alpha", 1e-9, 1e9),
            ScalesByRoot = file.Boolean("use_rslora", fallback: false),
            BaseModel = file.Text("base_model_name_or_path") ?? "",
        };
        if (config.BaseModel.Length == 0)
            file.Fault("base_model_name_or_path is missing");
        file.ThrowIfFaulty();
        return config;
    }

    /// <summary>The bytes of the file.</summary>
    internal byte[] Write() => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("alpha_pattern");
        writer.WriteEndObject();
        writer.WriteNull("auto_mapping");
        writer.WriteString("base_model_name_or_path", BaseModel);
        writer.WriteString("bias", "none");
        writer.WriteBoolean("fan_in_fan_out", false);
        writer.WriteBoolean("inference_mode", true);
        writer.WriteBoolean("init_lora_weights", true);
        writer.WriteNull("layers_pattern");
        writer.WriteNull("layers_to_transform");
        writer.WriteNumber("lora_alpha", Alpha);
        writer.WriteNumber("lora_dropout", Dropout);
        writer.WriteNull("modules_to_save");
        writer.WriteString("peft_type", "LORA");
        writer.WriteNumber("r", Rank);
        writer.WriteStartObject("rank_pattern");
        writer.WriteEndObject();
        writer.WriteNull("revision");
        writer.WriteStartArray("target_modules");
        foreach (string module in Modules)
            writer.WriteStringValue(module);
        writer.WriteEndArray();
        writer.WriteString("task_type", "FEATURE_EXTRACTION");
        writer.WriteBoolean("use_dora", false);
        writer.WriteBoolean("use_rslora", ScalesByRoot);
        writer.WriteEndObject();
    });

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        _ => false,
    };
}
