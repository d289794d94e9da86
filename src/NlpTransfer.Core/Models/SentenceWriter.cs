using System.Globalization;
using System.Text.Json;

namespace NlpTransfer;

/// <summary>Writes modules.json and the files that it names, as sentence-transformers reads them.</summary>
internal static class SentenceWriter
{
    private static readonly SortedDictionary<string, string> WeightsMetadata = new(StringComparer.Ordinal) { ["format"] = "pt" };

    /// <summary>Writes everything.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="settings">What to write.</param>
    /// <param name="width">The width of the encoder's hidden states.</param>
    public static void Write(string folder, SentenceSettings settings, int width)
    {
        List<(string Kind, string Path)> modules = [("Transformer", ""), ("Pooling", "1_Pooling")];
        WriteJson(Path.Combine(folder, "1_Pooling"), "config.json", writer => WritePooling(writer, settings.Pooling, width));
        foreach (SentenceStep step in settings.Steps)
        {
            string kind = step.Dense is null ? "Normalize" : "Dense";
            string path = string.Create(CultureInfo.InvariantCulture, $"{modules.Count}_{kind}");
            modules.Add((kind, path));
            Directory.CreateDirectory(Path.Combine(folder, path));
            if (step.Dense is { } dense)
                WriteDense(Path.Combine(folder, path), dense);
        }

        WriteJson(folder, "modules.json", writer => WriteModules(writer, modules));
        WriteJson(folder, "sentence_bert_config.json", writer => WriteLength(writer, settings));
        WriteJson(folder, "config_sentence_transformers.json", writer => WritePrompts(writer, settings));
    }

    private static void WriteModules(Utf8JsonWriter writer, List<(string Kind, string Path)> modules)
    {
        writer.WriteStartArray();
        for (int i = 0; i < modules.Count; i++)
        {
            writer.WriteStartObject();
            writer.WriteNumber("idx", i);
            writer.WriteString("name", i.ToString(CultureInfo.InvariantCulture));
            writer.WriteString("path", modules[i].Path);
            writer.WriteString("type", "sentence_transformers.models." + modules[i].Kind);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WritePooling(Utf8JsonWriter writer, PoolingMode pooling, int width)
    {
        writer.WriteStartObject();
        writer.WriteNumber("word_embedding_dimension", width);
        writer.WriteBoolean("pooling_mode_cls_token", pooling == PoolingMode.FirstToken);
        writer.WriteBoolean("pooling_mode_mean_tokens", pooling == PoolingMode.Mean);
        writer.WriteBoolean("pooling_mode_max_tokens", pooling == PoolingMode.Max);
        writer.WriteEndObject();
    }

    private static void WriteDense(string folder, DenseLayer dense)
    {
        WriteJson(folder, "config.json", writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("in_features", dense.Inputs);
            writer.WriteNumber("out_features", dense.Outputs);
            writer.WriteBoolean("bias", dense.Bias is not null);
            writer.WriteString("activation_function", DenseReader.Identity);
            writer.WriteEndObject();
        });
        List<NamedTensor> tensors = [NamedTensor.Create(DenseReader.Weight, dense.Weight, dense.Outputs, dense.Inputs)];
        if (dense.Bias is not null)
            tensors.Add(NamedTensor.Create(DenseReader.Bias, dense.Bias));
        SafetensorsWriter.Write(Path.Combine(folder, ModelWeights.SingleFile), tensors, WeightsMetadata);
    }

    private static void WriteLength(Utf8JsonWriter writer, SentenceSettings settings)
    {
        writer.WriteStartObject();
        if (settings.MaxLength is { } length)
            writer.WriteNumber("max_seq_length", length);
        writer.WriteBoolean("do_lower_case", settings.LowerCase);
        writer.WriteEndObject();
    }

    private static void WritePrompts(Utf8JsonWriter writer, SentenceSettings settings)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("prompts");
        foreach ((string name, string prompt) in settings.Prompts.OrderBy(prompt => prompt.Key, StringComparer.Ordinal))
            writer.WriteString(name, prompt);
        writer.WriteEndObject();
        if (settings.DefaultPromptName is null)
            writer.WriteNull("default_prompt_name");
        else
            writer.WriteString("default_prompt_name", settings.DefaultPromptName);
        writer.WriteString("similarity_fn_name", "cosine");
        writer.WriteEndObject();
    }

    private static void WriteJson(string folder, string name, Action<Utf8JsonWriter> write)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, name), JsonText.Write(write));
    }
}
