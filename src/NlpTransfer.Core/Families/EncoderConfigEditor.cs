using System.Globalization;
using System.Text.Json.Nodes;

namespace NlpTransfer;

/// <summary>Makes the config.json of a new model from another's: what is not changed stays as it was.</summary>
public sealed class EncoderConfigEditor
{
    private readonly EncoderFamily _family;
    private readonly JsonObject _config;

    /// <summary>Begins with a copy of a model's config.</summary>
    public EncoderConfigEditor(ModelFolder model)
    {
        _family = model.Family;
        _config = JsonObject.Create(model.RawConfig)!.DeepClone().AsObject();
    }

    /// <summary>Says what stands above the encoder.</summary>
    public EncoderConfigEditor WithHead(EncoderHead head)
    {
        _config["architectures"] = new JsonArray(_family.ArchitectureOf(head));
        return this;
    }

    /// <summary>Names the labels in the order of their logits.</summary>
    /// <exception cref="ArgumentException">There are none, or one stands twice.</exception>
    public EncoderConfigEditor WithLabels(IReadOnlyList<string> labels)
    {
        if (labels.Count == 0 || labels.Distinct(StringComparer.Ordinal).Count() != labels.Count)
            throw new ArgumentException("Labels have to be there and to differ.", nameof(labels));
        var byId = new JsonObject();
        var byLabel = new JsonObject();
        for (int id = 0; id < labels.Count; id++)
        {
            byId.Add(id.ToString(CultureInfo.InvariantCulture), labels[id]);
            byLabel.Add(labels[id], id);
        }

        _config["id2label"] = byId;
        _config["label2id"] = byLabel;
        _config.Remove("num_labels");
        return this;
    }

    /// <summary>Sets the number of token ids and the ids that the config repeats.</summary>
    /// <param name="size">The number of token ids.</param>
    /// <param name="tokens">Ids by role; where the config has a key for a role that is null here, it becomes null.</param>
    public EncoderConfigEditor WithVocabulary(int size, SpecialTokens tokens)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        _config[_family.ConfigKeys.VocabularySize] = size;
        SetId("pad_token_id", tokens.Padding);
        SetId("bos_token_id", tokens.Begin);
        SetId("eos_token_id", tokens.End);
        return this;
    }

    /// <summary>Says in which type the weights are saved.</summary>
    /// <exception cref="ArgumentException">Not a type that models are saved in.</exception>
    public EncoderConfigEditor WithType(TensorType type)
    {
        string name = type switch
        {
            TensorType.Float32 => "float32",
            TensorType.Float16 => "float16",
            TensorType.BFloat16 => "bfloat16",
            _ => throw new ArgumentException($"Models are saved in F32, F16 or BF16, not {type.SafetensorsName()}.", nameof(type)),
        };
        // Newer versions of the reference library call it dtype; what the config had is kept.
        _config[_config.ContainsKey("dtype") ? "dtype" : "torch_dtype"] = name;
        return this;
    }

    /// <summary>The config.</summary>
    public JsonObject ToJson() => _config.DeepClone().AsObject();

    private void SetId(string key, int? id)
    {
        if (id is not null || _config.ContainsKey(key))
            _config[key] = id;
    }
}
