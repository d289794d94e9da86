using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>Puts a text before one that is not empty.</summary>
internal sealed record PrependNormalizer(string Prepend) : Normalizer
{
    public const string Name = "Prepend";

    public override string Type => Name;

    internal static PrependNormalizer Read(ComponentElement element) => new(element.String("prepend"));

    internal override void Normalize(NormalizedText text) => text.Prepend(Prepend);

    internal override void WriteProperties(Utf8JsonWriter writer) => writer.WriteString("prepend", Prepend);
}
