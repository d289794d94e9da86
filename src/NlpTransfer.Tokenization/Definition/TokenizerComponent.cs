using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>A stage of a tokenizer, as it stands in a <c>tokenizer.json</c>.</summary>
public abstract record TokenizerComponent
{
    private protected TokenizerComponent()
    {
    }

    /// <summary>The name of the component in the field <c>type</c>.</summary>
    public abstract string Type { get; }

    /// <summary>Writes the properties that follow <c>type</c>.</summary>
    internal abstract void WriteProperties(Utf8JsonWriter writer);

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", Type);
        WriteProperties(writer);
        writer.WriteEndObject();
    }
}
