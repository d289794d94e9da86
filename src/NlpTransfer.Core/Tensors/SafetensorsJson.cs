using System.Text.Json;

namespace NlpTransfer;

/// <summary>Reads the JSON of a safetensors header token by token: its form is fixed, so that nothing deep or unknown gets through.</summary>
internal sealed class SafetensorsJson(string path)
{
    private const string MetadataKey = "__metadata__";

    // No tensor library has more; a cap keeps a header of zeros from becoming gigabytes of lengths.
    private const int MaximumDimensions = 64;

    /// <summary>Appends the entries and metadata that stand in the JSON.</summary>
    /// <exception cref="JsonException">It is not JSON, or too deep.</exception>
    /// <exception cref="ModelFormatException">It is JSON of another form.</exception>
    public void Read(ReadOnlySpan<byte> json, List<SafetensorsEntry> entries, SortedDictionary<string, string> metadata)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 4 });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw Refusal("the header is not a JSON object");
        bool metadataSeen = false;
        while (Next(ref reader) != JsonTokenType.EndObject)
        {
            string name = Text(ref reader, "a name");
            if (name != MetadataKey)
            {
                entries.Add(ReadEntry(ref reader, name));
                continue;
            }

            if (metadataSeen)
                throw Refusal($"the name '{MetadataKey}' stands twice in the header");
            metadataSeen = true;
            ReadMetadata(ref reader, metadata);
        }

        // Spaces may follow, anything else makes this throw.
        reader.Read();
    }

    private void ReadMetadata(ref Utf8JsonReader reader, SortedDictionary<string, string> metadata)
    {
        Expect(ref reader, JsonTokenType.StartObject, MetadataKey);
        while (Next(ref reader) != JsonTokenType.EndObject)
        {
            string key = Text(ref reader, $"a key of {MetadataKey}");
            Expect(ref reader, JsonTokenType.String, $"{MetadataKey}.{key}");
            if (!metadata.TryAdd(key, Text(ref reader, $"{MetadataKey}.{key}")))
                throw Refusal($"{MetadataKey} has the key '{key}' twice");
        }
    }

    private SafetensorsEntry ReadEntry(ref Utf8JsonReader reader, string name)
    {
        TensorType? type = null;
        long[]? shape = null;
        long[]? offsets = null;
        Expect(ref reader, JsonTokenType.StartObject, name);
        while (Next(ref reader) != JsonTokenType.EndObject)
        {
            string key = Text(ref reader, $"a key of tensor '{name}'");
            bool twice = key switch
            {
                "dtype" => type is not null,
                "shape" => shape is not null,
                "data_offsets" => offsets is not null,
                _ => throw Refusal($"tensor '{name}' has the key '{key}'; known are dtype, shape and data_offsets"),
            };
            if (twice)
                throw Refusal($"tensor '{name}' has the key '{key}' twice");
            if (key == "dtype")
                type = ReadType(ref reader, name);
            else if (key == "shape")
                shape = ReadIntegers(ref reader, name, key);
            else
                offsets = ReadIntegers(ref reader, name, key);
        }

        if (type is null || shape is null || offsets is null)
            throw Refusal($"tensor '{name}' lacks {(type is null ? "dtype" : shape is null ? "shape" : "data_offsets")}");
        if (offsets.Length != 2)
            throw Refusal($"tensor '{name}' has {offsets.Length} data_offsets where begin and end were expected");
        return new SafetensorsEntry(name, type.Value, shape, offsets[0], offsets[1]);
    }

    private TensorType ReadType(ref Utf8JsonReader reader, string name)
    {
        Expect(ref reader, JsonTokenType.String, $"{name}.dtype");
        string text = Text(ref reader, $"{name}.dtype");
        if (!TensorTypes.TryParse(text, out TensorType type))
            throw Refusal($"tensor '{name}' has the type '{text}'; supported are {TensorTypes.KnownNames}");
        return type;
    }

    private long[] ReadIntegers(ref Utf8JsonReader reader, string name, string key)
    {
        Expect(ref reader, JsonTokenType.StartArray, $"{name}.{key}");
        var values = new List<long>(4);
        while (Next(ref reader) != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long value))
                throw Refusal($"{name}.{key} holds something other than integers of up to 63 bits");
            if (values.Count == MaximumDimensions)
                throw Refusal($"{name}.{key} has more than {MaximumDimensions} numbers");
            values.Add(value);
        }

        return [.. values];
    }

    private void Expect(ref Utf8JsonReader reader, JsonTokenType type, string place)
    {
        if (Next(ref reader) != type)
            throw Refusal($"{place} is a {reader.TokenType} where a {type} was expected");
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader) =>
        reader.Read() ? reader.TokenType : throw new JsonException("it ends too early");

    private string Text(ref Utf8JsonReader reader, string place)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException failure)
        {
            // An escaped half of a surrogate pair.
            throw SafetensorsHeader.Refusal(path, $"{place} in the header is not valid Unicode", failure);
        }
    }

    private ModelFormatException Refusal(string reason) => SafetensorsHeader.Refusal(path, reason);
}
