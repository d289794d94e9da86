using System.Text.Json.Nodes;

namespace NlpTransfer.Torch.Tests;

/// <summary>A BERT model of width 32 with random weights, and a tokenizer that has one id a character.</summary>
internal static class TinyModel
{
    internal static EncoderConfig Config { get; } = new()
    {
        VocabularySize = 200,
        HiddenSize = 32,
        Layers = 2,
        Heads = 2,
        IntermediateSize = 64,
        MaxPositions = 24,
        TypeVocabularySize = 2,
    };

    /// <summary>An encoder with weights drawn from a seed.</summary>
    internal static TorchEncoder Encoder(ulong seed = 1, EncoderConfig? config = null)
    {
        var encoder = new TorchEncoder(config ?? Config);
        foreach (NamedWeight weight in encoder.NamedWeights.Where(weight => weight.Value.dim() > 1))
        {
            var random = new CounterRandom(seed, weight.Name);
            foreach (ref float value in TensorMemory.Of(weight.Value))
                value = (float)(0.2 * random.NextGaussian());
        }

        return encoder;
    }

    /// <summary>Writes a model folder.</summary>
    internal static ModelFolder Write(string path, SentenceSettings? sentence = null, IReadOnlyList<string>? labels = null, TensorType type = TensorType.Float32)
    {
        using TorchEncoder encoder = Encoder();
        var config = new JsonObject
        {
            ["model_type"] = "bert",
            ["architectures"] = new JsonArray("BertModel"),
            ["vocab_size"] = Config.VocabularySize,
            ["hidden_size"] = Config.HiddenSize,
            ["num_hidden_layers"] = Config.Layers,
            ["num_attention_heads"] = Config.Heads,
            ["intermediate_size"] = Config.IntermediateSize,
            ["max_position_embeddings"] = Config.MaxPositions,
        };
        if (labels is not null)
            config["id2label"] = new JsonObject(labels.Select((label, i) => KeyValuePair.Create($"{i}", (JsonNode?)label)));
        Dictionary<string, string> names = EncoderTensorPlan.Of(EncoderFamilies.Find("bert")!, Config).ToDictionary(spec => spec.Name, spec => spec.FileName);
        ModelFolderWriter.Write(path, new ModelContents
        {
            Config = config,
            Tensors = [.. WeightFiles.ToNamed(encoder.NamedWeights, name => names[name]).Select(tensor => tensor.As(type))],
            Sentence = sentence,
        });
        return ModelFolder.Open(path);
    }

    internal sealed class CharacterTokenizer : ITextTokenizer
    {
        public int VocabularySize => 200;

        public SpecialTokens SpecialTokens { get; } = new() { Padding = 0, Begin = 1, End = 2 };

        public TokenEncoding Encode(string text, bool addSpecialTokens = true)
        {
            int[] ids = [1, .. text.Select(c => 3 + (c % 190)), 2];
            return new TokenEncoding(ids, [.. ids.Select(id => $"{id}")], new TokenRange[ids.Length]);
        }

        public string Decode(IReadOnlyList<int> ids, bool skipSpecialTokens = true) => throw new NotSupportedException();

        public int? TokenToId(string token) => throw new NotSupportedException();

        public string? IdToToken(int id) => throw new NotSupportedException();
    }
}
