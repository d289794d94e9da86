using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>One of Unicode's four normal forms; the type is the form.</summary>
internal sealed record UnicodeNormalizer(string Form) : Normalizer
{
    public override string Type => Form;

    internal override void Normalize(NormalizedText text) =>
        UnicodeNormalization.Apply(text, compatibility: Form.Contains('K', StringComparison.Ordinal), compose: Form.EndsWith('C'));

    internal override void WriteProperties(Utf8JsonWriter writer)
    {
    }
}
