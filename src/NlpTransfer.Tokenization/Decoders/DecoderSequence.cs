using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>Decoders one after another.</summary>
internal sealed record DecoderSequence(IReadOnlyList<TokenDecoder> Decoders) : TokenDecoder
{
    public const string Name = "Sequence";

    public override string Type => Name;

    internal static DecoderSequence Read(ComponentElement element) =>
        new([.. element.Items("decoders").Select(item => Read(item.Item, element.Source, item.Path))]);

    internal override void Decode(List<string> tokens)
    {
        foreach (TokenDecoder decoder in Decoders)
            decoder.Decode(tokens);
    }

    internal override void WriteProperties(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("decoders");
        foreach (TokenDecoder decoder in Decoders)
            decoder.Write(writer);
        writer.WriteEndArray();
    }
}
