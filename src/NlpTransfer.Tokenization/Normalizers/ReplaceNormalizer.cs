using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>Puts a text in the place of every match; the text is taken as it is, without group references.</summary>
internal sealed record ReplaceNormalizer(TextPattern Pattern, string Content) : Normalizer
{
    public const string Name = "Replace";

    public override string Type => Name;

    internal static ReplaceNormalizer Read(ComponentElement element) => new(TextPattern.Read(element, "pattern"), element.String("content"));

    internal override void Normalize(NormalizedText text) => Pattern.Replace(text, Content);

    internal override void WriteProperties(Utf8JsonWriter writer)
    {
        Pattern.Write(writer, "pattern");
        writer.WriteString("content", Content);
    }
}
