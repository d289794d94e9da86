using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>Pre-tokenizers one after another, each splitting what the one before has left.</summary>
internal sealed record PreTokenizerSequence(IReadOnlyList<PreTokenizer> PreTokenizers) : PreTokenizer
{
    public const string Name = "Sequence";

    public override string Type => Name;

    internal static PreTokenizerSequence Read(ComponentElement element) =>
        new([.. element.Items("pretokenizers").Select(item => Read(item.Item, element.Source, item.Path))]);

    internal override void Split(PreTokenizedText text)
    {
        foreach (PreTokenizer preTokenizer in PreTokenizers)
            preTokenizer.Split(text);
    }

    internal override void WriteProperties(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("pretokenizers");
        foreach (PreTokenizer preTokenizer in PreTokenizers)
            preTokenizer.Write(writer);
        writer.WriteEndArray();
    }
}
