using System.Text.Json;
using System.Text.Json.Nodes;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>Rewrites the token ids that stand in the JSON files of a model folder.</summary>
internal sealed class SpecialTokenIds(TextTokenizer old, TextTokenizer tokenizer)
{
    // Tokens that are never, or at first not, to be written.
    private static readonly string[] Forbidden = ["bad_words_ids", "suppress_tokens", "begin_suppress_tokens"];

    /// <summary>
    /// In config.json and generation_config.json: every key that ends in <c>_token_id</c> or <c>_token_ids</c>, a number or a list, and what must not be generated; of
    /// that, what the new tokenizer lacks goes.
    /// </summary>
    public void RewriteConfig(JsonObject config, string file)
    {
        foreach (string key in config.Select(entry => entry.Key).ToArray())
        {
            if (Forbidden.Contains(key) && config[key] is JsonArray forbidden)
            {
                config[key] = new JsonArray([.. forbidden.Select(item => StillForbidden(item, file, key)).OfType<JsonNode>()]);
                continue;
            }

            if (!key.EndsWith("_token_id", StringComparison.Ordinal) && !key.EndsWith("_token_ids", StringComparison.Ordinal))
                continue;
            if (config[key] is JsonArray list)
                config[key] = new JsonArray([.. list.Select(item => (JsonNode?)NewId(item, file, key))]);
            else if (config[key] is { } value)
                config[key] = NewId(value, file, key);
        }
    }

    /// <summary>In tokenizer_config.json: the keys of <c>added_tokens_decoder</c>. Tokens that the new tokenizer lacks go.</summary>
    public void RewriteTokenizerConfig(JsonObject config)
    {
        if (config["added_tokens_decoder"] is not JsonObject decoder)
            return;
        var entries = decoder.Select(entry => (Token: (string?)entry.Value?["content"], entry.Value)).ToArray();
        decoder.Clear();
        foreach ((int id, JsonNode? value) in entries
            .Select(entry => (Id: entry.Token is null ? null : tokenizer.TokenToId(entry.Token), entry.Value))
            .Where(entry => entry.Id is not null).Select(entry => (entry.Id!.Value, entry.Value)).OrderBy(entry => entry.Item1))
            decoder[id.ToString(System.Globalization.CultureInfo.InvariantCulture)] = value;
    }

    /// <summary>In added_tokens.json: an object from token to id. Tokens that the new tokenizer lacks go.</summary>
    public void RewriteAddedTokens(JsonObject tokens)
    {
        foreach (string token in tokens.Select(entry => entry.Key).ToArray())
        {
            if (tokenizer.TokenToId(token) is { } id)
                tokens[token] = id;
            else
                tokens.Remove(token);
        }
    }

    /// <summary>The new id of the token that an old id stands for.</summary>
    /// <param name="id">The old id.</param>
    /// <param name="file">Where it stands.</param>
    /// <param name="key">Under which key.</param>
    /// <exception cref="ModelFormatException">The id is no token, or the new tokenizer lacks the token.</exception>
    public int NewId(int id, string file, string key)
    {
        if (old.IdToToken(id) is not { } token)
            throw new ModelFormatException($"{file}: {key} is {id}, which is no token of the model's tokenizer ({old.VocabularySize} tokens); correct it first.");
        return tokenizer.TokenToId(token)
            ?? throw new ModelFormatException($"{file}: {key} is the token '{token}', which the new tokenizer lacks; add it to the new vocabulary.");
    }

    /// <summary>The new id of a token, or the new ids of a word; null where the new tokenizer lacks a token of it.</summary>
    private JsonNode? StillForbidden(JsonNode? item, string file, string key)
    {
        int[] ids = [.. (item is JsonArray word ? (IEnumerable<JsonNode?>)word : [item]).Select(id => OldId(id, file, key))];
        int?[] now = [.. ids.Select(id => old.IdToToken(id) is { } token ? tokenizer.TokenToId(token) : null)];
        return now.Contains(null) || now.Length == 0 ? null : item is JsonArray ? new JsonArray([.. now.Select(id => (JsonNode?)id!.Value)]) : now[0]!.Value;
    }

    private int NewId(JsonNode? value, string file, string key) =>
        NewId(OldId(value, file, key), file, key);

    private static int OldId(JsonNode? value, string file, string key) =>
        value is JsonValue number && number.GetValueKind() == JsonValueKind.Number && number.TryGetValue(out int id)
            ? id
            : throw new ModelFormatException($"{file}: {key} is {value?.ToJsonString() ?? "null"} where a token id was expected.");
}
