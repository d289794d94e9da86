using System.Text.Json.Nodes;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping.Tests;

/// <summary>Translation models of one layer a side and width 8, of each family, with one tokenizer for both sides.</summary>
internal static class ToyTranslator
{
    public const int Width = 8;

    public static IReadOnlyList<string> Kinds { get; } =
        ["marian", "marian-untied", "marian-separate", "m2m_100", "m2m_100-untied", "bert", "bert-untied", "xlm-roberta"];

    /// <summary>Writes a model of a kind.</summary>
    public static TranslationFolder Write(string folder, string kind, TextTokenizer tokenizer, int extraRows = 0)
    {
        Directory.CreateDirectory(folder);
        tokenizer.Save(folder);
        int rows = tokenizer.VocabularySize + extraRows;
        SpecialTokens special = tokenizer.SpecialTokens;
        JsonObject config = kind.StartsWith('b') || kind.StartsWith('x') ? EncoderDecoder(kind, rows, special) : Bart(kind, rows, special);
        WriteWeights(folder, config);
        return TranslationFolder.Open(folder);
    }

    /// <summary>Writes config.json, generation_config.json and random weights that fit.</summary>
    public static void WriteWeights(string folder, JsonObject config)
    {
        File.WriteAllText(Path.Combine(folder, "config.json"), config.ToJsonString());
        File.WriteAllText(Path.Combine(folder, "generation_config.json"), new JsonObject
        {
            ["decoder_start_token_id"] = (int)config["decoder_start_token_id"]!,
            ["eos_token_id"] = new JsonArray((int)config["eos_token_id"]!),
            ["pad_token_id"] = (int)config["pad_token_id"]!,
            ["forced_bos_token_id"] = 5,
            ["bad_words_ids"] = new JsonArray(new JsonArray((int)config["pad_token_id"]!), new JsonArray(6, 7)),
            ["num_beams"] = 2,
            ["max_length"] = 12,
        }.ToJsonString());
        var section = new JsonSection("config.json", JsonFile.Read(Path.Combine(folder, "config.json")));
        TranslationFamily family = TranslationFamilies.Find((string)config["model_type"]!)!;
        SafetensorsWriter.Write(Path.Combine(folder, "model.safetensors"), [.. TranslationTensorPlan.Of(family, family.NamesOf(section), family.ReadConfig(section)).Select(Random)]);
    }

    private static NamedTensor Random(TranslationTensorSpec spec)
    {
        var random = new CounterRandom(1, spec.Name);
        float[] values = new float[spec.Shape.Aggregate(1L, (product, length) => product * length)];
        for (int i = 0; i < values.Length; i++)
            values[i] = (float)(random.NextGaussian() * 0.4) + (spec.Name.EndsWith("norm.weight", StringComparison.Ordinal) ? 1 : 0);
        return NamedTensor.Create(spec.FileName, values, spec.Shape);
    }

    public static JsonObject Bart(string kind, int rows, SpecialTokens special) => new()
    {
        ["model_type"] = kind.Split('-')[0],
        ["d_model"] = Width,
        ["encoder_layers"] = 1,
        ["decoder_layers"] = 1,
        ["encoder_attention_heads"] = 2,
        ["decoder_attention_heads"] = 2,
        ["encoder_ffn_dim"] = 12,
        ["decoder_ffn_dim"] = 12,
        ["vocab_size"] = rows,
        ["max_position_embeddings"] = 24,
        ["activation_function"] = "relu",
        ["dropout"] = 0,
        ["scale_embedding"] = true,
        ["tie_word_embeddings"] = !kind.EndsWith("-untied", StringComparison.Ordinal),
        ["share_encoder_decoder_embeddings"] = !kind.EndsWith("-separate", StringComparison.Ordinal),
        ["pad_token_id"] = special.Padding,
        ["eos_token_id"] = special.End,
        ["decoder_start_token_id"] = kind.StartsWith("marian", StringComparison.Ordinal) ? special.Padding : special.End,
        ["bos_token_id"] = null,
    };

    private static JsonObject EncoderDecoder(string kind, int rows, SpecialTokens special) => new()
    {
        ["model_type"] = "encoder-decoder",
        ["encoder"] = Side(kind, rows, special, isDecoder: false),
        ["decoder"] = Side(kind, rows, special, isDecoder: true),
        ["decoder_start_token_id"] = special.Begin,
        ["eos_token_id"] = special.End,
        ["pad_token_id"] = special.Padding,
        ["is_encoder_decoder"] = true,
    };

    private static JsonObject Side(string kind, int rows, SpecialTokens special, bool isDecoder) => new()
    {
        ["model_type"] = kind.Replace("-untied", "", StringComparison.Ordinal),
        ["hidden_size"] = Width,
        ["num_hidden_layers"] = 1,
        ["num_attention_heads"] = 2,
        ["intermediate_size"] = 12,
        ["vocab_size"] = rows,
        ["max_position_embeddings"] = 24,
        ["type_vocab_size"] = 1,
        ["hidden_act"] = "gelu",
        ["hidden_dropout_prob"] = 0,
        ["attention_probs_dropout_prob"] = 0,
        ["tie_word_embeddings"] = !kind.EndsWith("-untied", StringComparison.Ordinal),
        ["pad_token_id"] = special.Padding,
        ["bos_token_id"] = null,
        ["is_decoder"] = isDecoder,
        ["add_cross_attention"] = isDecoder,
    };
}
