using System.Text.Json.Nodes;

namespace NlpTransfer.Torch.Tests.Training;

/// <summary>Model folders of width 32 with random weights and a tokenizer that knows the words of <see cref="ToyCorpus"/>.</summary>
internal static class ToyEncoder
{
    internal const int Width = 32;

    private static readonly string[] Special = ["<s>", "<pad>", "</s>", "<unk>"];

    /// <summary>Pieces in the order of their ids.</summary>
    internal static string[] Pieces { get; } =
        [.. Special, "▁", .. "abcdefghijklmnopqrstuvwxyz".Select(c => c.ToString()), .. ToyCorpus.Words.Select(word => "▁" + word)];

    internal static bool IsSpecial(int id) => id is 0 or 1 or 2;

    /// <summary>Writes a model.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="layers">Layers of the encoder.</param>
    /// <param name="head">What stands above it.</param>
    /// <param name="sentence">modules.json; null for none.</param>
    /// <param name="labels">id2label; null for none.</param>
    /// <param name="type">The type of the weights.</param>
    /// <param name="extraIds">Embeddings beyond the tokenizer's ids; below 0 makes a model that its tokenizer does not fit.</param>
    internal static ModelFolder Write(
        string path,
        int layers = 2,
        EncoderHead head = EncoderHead.None,
        SentenceSettings? sentence = null,
        string[]? labels = null,
        TensorType type = TensorType.Float32,
        int extraIds = 0)
    {
        EncoderFamily family = EncoderFamilies.Find("bert")!;
        EncoderConfig sizes = TinyModel.Config with { VocabularySize = Pieces.Length + extraIds, Layers = layers, Head = head, Labels = labels };
        var config = new JsonObject
        {
            ["model_type"] = "bert",
            ["architectures"] = new JsonArray(family.ArchitectureOf(head)),
            ["vocab_size"] = sizes.VocabularySize,
            ["hidden_size"] = sizes.HiddenSize,
            ["num_hidden_layers"] = layers,
            ["num_attention_heads"] = sizes.Heads,
            ["intermediate_size"] = sizes.IntermediateSize,
            ["max_position_embeddings"] = sizes.MaxPositions,
            ["type_vocab_size"] = sizes.TypeVocabularySize,
            ["pad_token_id"] = 1,
        };
        if (labels is not null)
            config["id2label"] = new JsonObject(labels.Select((label, i) => KeyValuePair.Create($"{i}", (JsonNode?)label)));
        ModelFolderWriter.Write(path, new ModelContents
        {
            Config = config,
            Tensors = [.. EncoderTensorPlan.Of(family, sizes).Select(spec => Draw(spec.NameIn(family.PrefixOf(head)), spec.Shape).As(type))],
            WriteTokenizer = folder => File.WriteAllText(Path.Combine(folder, "tokenizer.json"), Tokenizer()),
            Sentence = sentence,
        });
        return ModelFolder.Open(path);
    }

    private static NamedTensor Draw(string name, long[] shape)
    {
        float[] values = new float[shape.Aggregate(1L, (product, length) => product * length)];
        var random = new CounterRandom(7, name);
        bool isNorm = name.Contains("LayerNorm", StringComparison.Ordinal);
        for (int i = 0; i < values.Length; i++)
            values[i] = isNorm ? (name.EndsWith("weight", StringComparison.Ordinal) ? 1 : 0) : (float)(0.15 * random.NextGaussian());
        return NamedTensor.Create(name, values, shape);
    }

    private static string Tokenizer()
    {
        JsonNode Sequence(string id) => new JsonObject { ["Sequence"] = new JsonObject { ["id"] = id, ["type_id"] = 0 } };
        JsonNode Token(string id) => new JsonObject { ["SpecialToken"] = new JsonObject { ["id"] = id, ["type_id"] = 0 } };
        JsonObject Ids(string token, int id) => new() { ["id"] = token, ["ids"] = new JsonArray(id), ["tokens"] = new JsonArray(token) };
        JsonObject Metaspace() => new() { ["type"] = "Metaspace", ["replacement"] = "▁", ["prepend_scheme"] = "always", ["split"] = true };
        return new JsonObject
        {
            ["version"] = "1.0",
            ["truncation"] = null,
            ["padding"] = null,
            ["added_tokens"] = new JsonArray([.. Special.Select((token, id) => new JsonObject
            {
                ["id"] = id, ["content"] = token, ["single_word"] = false, ["lstrip"] = false, ["rstrip"] = false, ["normalized"] = false, ["special"] = true,
            })]),
            ["normalizer"] = null,
            ["pre_tokenizer"] = Metaspace(),
            ["post_processor"] = new JsonObject
            {
                ["type"] = "TemplateProcessing",
                ["single"] = new JsonArray(Token("<s>"), Sequence("A"), Token("</s>")),
                ["pair"] = new JsonArray(Token("<s>"), Sequence("A"), Token("</s>"), Sequence("B"), Token("</s>")),
                ["special_tokens"] = new JsonObject { ["<s>"] = Ids("<s>", 0), ["</s>"] = Ids("</s>", 2) },
            },
            ["decoder"] = Metaspace(),
            ["model"] = new JsonObject
            {
                ["type"] = "Unigram",
                ["unk_id"] = 3,
                ["byte_fallback"] = false,
                ["vocab"] = new JsonArray([.. Pieces.Select((piece, id) => new JsonArray(piece, id < 4 ? 0.0 : piece.Length == 1 ? -9.0 : -3.0))]),
            },
        }.ToJsonString();
    }
}
