using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>
/// Reads a <c>tokenizer.json</c>. The vocabulary is streamed into arrays; the other sections are small and read as trees. What is not known here is refused
/// by its JSON path: sections, components, properties.
/// </summary>
internal static class TokenizerJsonReader
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    public static TokenizerDefinition Read(ReadOnlySpan<byte> json, string source)
    {
        if (json.StartsWith(ByteOrderMark))
            json = json[ByteOrderMark.Length..];
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = TokenizerLimits.Depth });
            return ReadRoot(ref reader, source);
        }
        catch (JsonException exception)
        {
            throw Broken(source, exception);
        }
    }

    /// <summary>Runs a parser and turns its complaint into ours.</summary>
    public static T Guard<T>(string source, Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (JsonException exception)
        {
            throw Broken(source, exception);
        }
    }

    private static ModelFormatException Broken(string source, JsonException exception) =>
        new($"{source}:{(exception.LineNumber ?? 0) + 1} is not JSON as it was expected: {exception.Message}", exception);

    private static TokenizerDefinition ReadRoot(ref Utf8JsonReader reader, string source)
    {
        var path = new JsonPath(source, "$");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        TokenModel? model = null;
        var parts = new TokenizerDefinition { Model = null! };
        reader.Read();
        path.Expect(ref reader, JsonTokenType.StartObject, "an object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = path.Text(ref reader);
            if (!seen.Add(name))
                throw path[name].Fault("stands there twice.");
            reader.Read();
            if (name == "model")
                model = TokenModelSection.Read(ref reader, path[name]);
            else
                parts = TokenizerSections.Read(parts, name, JsonElement.ParseValue(ref reader), path);
        }

        if (reader.Read())
            throw path.Fault("is followed by more.");
        return parts with { Model = model ?? throw path.Fault("has no model.") };
    }
}
