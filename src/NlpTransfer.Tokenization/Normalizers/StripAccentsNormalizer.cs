using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>Drops combining marks; it stands after a decomposing normalizer.</summary>
internal sealed record StripAccentsNormalizer : Normalizer
{
    public const string Name = "StripAccents";

    public override string Type => Name;

    internal override void Normalize(NormalizedText text) => text.Filter(static rune => !RuneClass.IsMark(rune));

    internal override void WriteProperties(Utf8JsonWriter writer)
    {
    }
}
