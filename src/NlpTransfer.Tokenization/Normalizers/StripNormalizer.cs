using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>Drops white space at the ends.</summary>
internal sealed record StripNormalizer(bool Left, bool Right) : Normalizer
{
    public const string Name = "Strip";

    public override string Type => Name;

    internal static StripNormalizer Read(ComponentElement element) => new(element.Bool("strip_left"), element.Bool("strip_right"));

    internal override void Normalize(NormalizedText text)
    {
        ReadOnlySpan<char> all = text.Text;
        int start = Left ? all.Length - all.TrimStart().Length : 0;
        int end = Right ? start + all[start..].TrimEnd().Length : all.Length;
        if (end - start < all.Length)
            text.Slice(start, end - start);
    }

    internal override void WriteProperties(Utf8JsonWriter writer)
    {
        writer.WriteBoolean("strip_left", Left);
        writer.WriteBoolean("strip_right", Right);
    }
}
