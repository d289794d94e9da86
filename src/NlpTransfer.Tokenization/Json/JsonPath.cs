using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>A place in a file that is being streamed, with the checks that every reader needs.</summary>
internal readonly record struct JsonPath(string Source, string Path)
{
    public ModelFormatException Fault(string what) => TokenizerFault.At(Source, Path, what);

    public JsonPath this[string name] => new(Source, $"{Path}.{name}");

    public JsonPath this[int index] => new(Source, $"{Path}[{index}]");

    public void Expect(ref Utf8JsonReader reader, JsonTokenType type, string expected)
    {
        if (reader.TokenType != type)
            throw Fault($"is {reader.TokenType}; {expected} was expected.");
    }

    public string ReadString(ref Utf8JsonReader reader)
    {
        reader.Read();
        Expect(ref reader, JsonTokenType.String, "a string");
        return Text(ref reader);
    }

    public string? ReadOptionalString(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        Expect(ref reader, JsonTokenType.String, "a string or null");
        return Text(ref reader);
    }

    public bool ReadBool(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is not (JsonTokenType.True or JsonTokenType.False))
            throw Fault($"is {reader.TokenType}; true or false was expected.");
        return reader.GetBoolean();
    }

    public int ReadInt(ref Utf8JsonReader reader, int least, int most)
    {
        reader.Read();
        return Int(ref reader, least, most);
    }

    public int Int(ref Utf8JsonReader reader, int least, int most)
    {
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out int value) || value < least || value > most)
            throw Fault($"was expected to be a whole number from {least} to {most}.");
        return value;
    }

    /// <summary>The string or property name that the reader stands on.</summary>
    public string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Fault("holds half a surrogate pair or bytes that are not UTF-8.");
        }
    }
}
