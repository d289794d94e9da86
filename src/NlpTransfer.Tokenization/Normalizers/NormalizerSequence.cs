using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>Normalizers one after another.</summary>
internal sealed record NormalizerSequence(IReadOnlyList<Normalizer> Normalizers) : Normalizer
{
    public const string Name = "Sequence";

    public override string Type => Name;

    internal static NormalizerSequence Read(ComponentElement element) =>
        new([.. element.Items("normalizers").Select(item => Read(item.Item, element.Source, item.Path))]);

    internal override void Normalize(NormalizedText text)
    {
        foreach (Normalizer normalizer in Normalizers)
            normalizer.Normalize(text);
    }

    internal override void WriteProperties(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("normalizers");
        foreach (Normalizer normalizer in Normalizers)
            normalizer.Write(writer);
        writer.WriteEndArray();
    }
}
