using System.Text.Json;

namespace NlpTransfer;

/// <summary>Reads generation_config.json.</summary>
internal static class GenerationConfigReader
{
    private const string FileName = "generation_config.json";
    private const int Large = 1 << 24;

    // Settings of the reference library that are not built, with the values that make them do nothing.
    private static readonly (string Key, double Neutral)[] NotBuilt =
    [
        ("repetition_penalty", 1), ("encoder_repetition_penalty", 1), ("encoder_no_repeat_ngram_size", 0), ("num_beam_groups", 1), ("diversity_penalty", 0),
        ("penalty_alpha", 0), ("typical_p", 1), ("epsilon_cutoff", 0), ("eta_cutoff", 0), ("min_p", 0), ("guidance_scale", 1),
    ];

    private static readonly string[] ListsNotBuilt = ["suppress_tokens", "begin_suppress_tokens", "sequence_bias", "exponential_decay_length_penalty", "force_words_ids", "constraints"];

    /// <summary>Reads and checks everything; what neither file says follows from the model.</summary>
    /// <exception cref="ModelFormatException">Lists all that is wrong.</exception>
    public static GenerationConfig Read(string folder, JsonSection config, TranslationConfig model)
    {
        // Older folders keep these settings in config.json.
        JsonSection section = JsonFile.ReadOptional(Path.Combine(folder, FileName)) ?? config;
        int[] ends = Ids(section, "eos_token_id");
        var read = new GenerationConfig
        {
            StartId = section.Integer("decoder_start_token_id", 0, Large, model.StartId),
            EndIds = ends.Length > 0 ? ends : [model.EndId],
            PaddingId = section.Integer("pad_token_id", 0, Large, model.PaddingId),
            Options = Options(section, model.Decoder.MaxTokens - 1),
            Unsupported = [.. NotSupported(section)],
        };
        foreach (int id in read.EndIds.Append(read.StartId).Append(read.PaddingId).Concat(read.Options.BadWords.SelectMany(word => word)))
        {
            if (id < 0 || id >= model.Decoder.VocabularySize)
                section.Fault($"the token id {id} is none of the model's {model.Decoder.VocabularySize}");
        }

        section.ThrowIfFaulty();
        return read;
    }

    private static GenerationOptions Options(JsonSection section, int longest)
    {
        int beams = section.Integer("num_beams", 1, 64, fallback: 1);
        bool samples = section.Boolean("do_sample", fallback: false) && beams == 1;
        int length = section.Find("max_new_tokens") is not null ? section.Integer("max_new_tokens", 1, Large)
            : section.Find("max_length") is not null ? section.Integer("max_length", 2, Large) - 1 : longest;
        int limit = Math.Min(length, longest);
        int least = Math.Max(section.Integer("min_new_tokens", 0, Large, fallback: 0), section.Integer("min_length", 0, Large, fallback: 0) - 1);
        return new GenerationOptions
        {
            Beams = beams,
            MaxNewTokens = limit,
            MinNewTokens = Math.Clamp(least, 0, limit - 1),
            LengthPenalty = section.Number("length_penalty", -10, 10, fallback: 1),
            EarlyStopping = ReadEarlyStopping(section),
            NoRepeatNgram = section.Integer("no_repeat_ngram_size", 0, 100, fallback: 0),
            BadWords = Words(section, "bad_words_ids"),
            FirstToken = Optional(section, "forced_bos_token_id"),
            LastToken = Optional(section, "forced_eos_token_id"),
            Renormalize = section.Boolean("renormalize_logits", fallback: false),
            Sampling = samples ? ReadSampling(section) : null,
        };
    }

    private static SamplingOptions ReadSampling(JsonSection section) => new()
    {
        Temperature = section.Number("temperature", 1e-6, 100, fallback: 1),
        TopTokens = section.Integer("top_k", 0, 1_000_000, fallback: 50),
        TopProbability = Math.Min(1, section.Number("top_p", 1e-6, 1.0001, fallback: 1)),
    };

    private static BeamStopping ReadEarlyStopping(JsonSection section) => section.Find("early_stopping") switch
    {
        null => BeamStopping.Heuristic,
        { ValueKind: JsonValueKind.String } text when text.GetString() == "never" => BeamStopping.Never,
        _ => section.Boolean("early_stopping", fallback: false) ? BeamStopping.WhenFull : BeamStopping.Heuristic,
    };

    private static int? Optional(JsonSection section, string key) => section.Find(key) is null ? null : section.Integer(key, 0, Large);

    // One number, or a list of them.
    private static int[] Ids(JsonSection section, string key) => section.Find(key) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => Numbers(section, key, list),
        _ => [section.Integer(key, 0, Large)],
    };

    private static int[][] Words(JsonSection section, string key)
    {
        if (section.Find(key) is not { } value)
            return [];
        if (value.ValueKind == JsonValueKind.Array)
            return [.. value.EnumerateArray().Select(word => Numbers(section, key, word)).Where(word => word.Length > 0)];
        section.Fault($"{key} is not a list of lists of ids");
        return [];
    }

    private static int[] Numbers(JsonSection section, string key, JsonElement list)
    {
        if (list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out int id) && id >= 0))
            return [.. list.EnumerateArray().Select(item => item.GetInt32())];
        section.Fault($"{key} is not a list of ids");
        return [];
    }

    private static IEnumerable<string> NotSupported(JsonSection section)
    {
        foreach ((string key, double neutral) in NotBuilt)
        {
            if (section.Find(key) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out double number) && number != neutral)
                yield return key;
        }

        foreach (string key in ListsNotBuilt)
        {
            if (section.Find(key) is { } value && (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > 0))
                yield return key;
        }
    }
}
