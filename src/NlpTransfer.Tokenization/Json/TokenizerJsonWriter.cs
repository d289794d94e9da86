using System.Text.Encodings.Web;
using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>Writes a <c>tokenizer.json</c>: UTF-8 without escapes that JSON does not ask for, on one line.</summary>
internal static class TokenizerJsonWriter
{
    public static void Write(TokenizerDefinition definition, Stream stream)
    {
        definition = SentencePieceJson.Express(definition);
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        writer.WriteString("version", "1.0");
        WriteTruncation(writer, definition.Truncation);
        WritePadding(writer, definition.Padding);
        WriteAddedTokens(writer, definition.AddedTokens);
        WriteComponent(writer, "normalizer", definition.Normalizer);
        WriteComponent(writer, "pre_tokenizer", definition.PreTokenizer);
        WriteComponent(writer, "post_processor", definition.PostProcessor);
        WriteComponent(writer, "decoder", definition.Decoder);
        WriteComponent(writer, "model", definition.Model);
        writer.WriteEndObject();
    }

    private static void WriteComponent(Utf8JsonWriter writer, string name, TokenizerComponent? component)
    {
        writer.WritePropertyName(name);
        if (component is null)
            writer.WriteNullValue();
        else
            component.Write(writer);
    }

    private static void WriteTruncation(Utf8JsonWriter writer, TruncationSettings? settings)
    {
        if (settings is null)
        {
            writer.WriteNull("truncation");
            return;
        }

        writer.WriteStartObject("truncation");
        if (settings.Direction is not null)
            writer.WriteString("direction", settings.Direction);
        writer.WriteNumber("max_length", settings.MaxLength);
        writer.WriteString("strategy", settings.Strategy);
        writer.WriteNumber("stride", settings.Stride);
        writer.WriteEndObject();
    }

    private static void WritePadding(Utf8JsonWriter writer, PaddingSettings? settings)
    {
        if (settings is null)
        {
            writer.WriteNull("padding");
            return;
        }

        writer.WriteStartObject("padding");
        if (settings.FixedLength is { } length)
        {
            writer.WriteStartObject("strategy");
            writer.WriteNumber("Fixed", length);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteString("strategy", "BatchLongest");
        }

        writer.WriteString("direction", settings.Direction);
        if (settings.MultipleOf is { } multiple)
            writer.WriteNumber("pad_to_multiple_of", multiple);
        else
            writer.WriteNull("pad_to_multiple_of");
        writer.WriteNumber("pad_id", settings.PadId);
        writer.WriteNumber("pad_type_id", settings.PadTypeId);
        writer.WriteString("pad_token", settings.PadToken);
        writer.WriteEndObject();
    }

    private static void WriteAddedTokens(Utf8JsonWriter writer, IReadOnlyList<AddedToken> tokens)
    {
        writer.WriteStartArray("added_tokens");
        foreach (AddedToken token in tokens)
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", token.Id);
            writer.WriteString("content", token.Content);
            writer.WriteBoolean("single_word", token.SingleWord);
            writer.WriteBoolean("lstrip", token.LStrip);
            writer.WriteBoolean("rstrip", token.RStrip);
            writer.WriteBoolean("normalized", token.Normalized);
            writer.WriteBoolean("special", token.Special);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
