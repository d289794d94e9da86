using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests;

/// <summary>A BERT of width 32 with random weights and a vocabulary of letters: it knows nothing, but everything that a model has is there.</summary>
internal static class TinyModel
{
    public const int Vocabulary = 256;

    /// <summary>Writes the model folder and returns its path.</summary>
    public static string Write(TemporaryFolder folder, string name = "tiny", int tokenizerPieces = Vocabulary)
    {
        string path = Write(folder, name, Vocabulary, paddingId: 0);
        File.WriteAllLines(Path.Combine(path, "vocab.txt"), Pieces(tokenizerPieces));
        return path;
    }

    /// <summary>The same with another tokenizer, of which it has an embedding for each id.</summary>
    public static string WriteWithTokenizer(TemporaryFolder folder, string tokenizerJson, int vocabulary, int paddingId)
    {
        string path = Write(folder, "tiny", vocabulary, paddingId);
        File.Copy(tokenizerJson, Path.Combine(path, "tokenizer.json"));
        return path;
    }

    private static string Write(TemporaryFolder folder, string name, int vocabulary, int paddingId)
    {
        string path = folder.At(name);
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, "config.json"), Config(vocabulary, paddingId).ToJsonString());
        SafetensorsWriter.Write(Path.Combine(path, "model.safetensors"), Tensors(vocabulary));
        return path;
    }

    private static JsonObject Config(int vocabulary, int paddingId) => new()
    {
        ["architectures"] = new JsonArray("BertModel"),
        ["model_type"] = "bert",
        ["hidden_size"] = 32,
        ["num_hidden_layers"] = 2,
        ["num_attention_heads"] = 4,
        ["intermediate_size"] = 64,
        ["vocab_size"] = vocabulary,
        ["max_position_embeddings"] = 64,
        ["type_vocab_size"] = 2,
        ["hidden_act"] = "gelu",
        ["hidden_dropout_prob"] = 0.1,
        ["attention_probs_dropout_prob"] = 0.1,
        ["layer_norm_eps"] = 1e-12,
        ["pad_token_id"] = paddingId,
    };

    private static IEnumerable<string> Pieces(int count)
    {
        const string Letters = "abcdefghijklmnopqrstuvwxyzọẹṣàáèéìíòóùú'";
        IEnumerable<string> pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", .. Letters.Select(c => c.ToString()), .. Letters.Select(c => "##" + c)];
        string[] known = [.. pieces];
        return [.. known, .. Enumerable.Range(0, count - known.Length).Select(i => $"[unused{i}]")];
    }

    private static List<NamedTensor> Tensors(int vocabulary)
    {
        var tensors = new List<NamedTensor>();
        Matrix("embeddings.word_embeddings.weight", vocabulary, 32);
        Matrix("embeddings.position_embeddings.weight", 64, 32);
        Matrix("embeddings.token_type_embeddings.weight", 2, 32);
        Norm("embeddings.LayerNorm");
        for (int layer = 0; layer < 2; layer++)
        {
            string prefix = $"encoder.layer.{layer}.";
            foreach (string part in new[] { "attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense" })
                Linear(prefix + part, 32, 32);
            Norm(prefix + "attention.output.LayerNorm");
            Linear(prefix + "intermediate.dense", 64, 32);
            Linear(prefix + "output.dense", 32, 64);
            Norm(prefix + "output.LayerNorm");
        }

        return tensors;

        void Linear(string name, int outputs, int inputs)
        {
            Matrix(name + ".weight", outputs, inputs);
            tensors.Add(NamedTensor.Create(name + ".bias", new float[outputs], outputs));
        }

        void Norm(string name)
        {
            tensors.Add(NamedTensor.Create(name + ".weight", [.. Enumerable.Repeat(1f, 32)], 32));
            tensors.Add(NamedTensor.Create(name + ".bias", new float[32], 32));
        }

        void Matrix(string name, int rows, int columns)
        {
            float[] values = new float[rows * columns];
            new CounterRandom(1, name).FillSingles(values);
            for (int i = 0; i < values.Length; i++)
                values[i] = (values[i] - 0.5f) * 0.4f;
            tensors.Add(NamedTensor.Create(name, values, rows, columns));
        }
    }
}
