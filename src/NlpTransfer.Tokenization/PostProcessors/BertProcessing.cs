using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>BERT's <c>[CLS] A [SEP]</c> and <c>[CLS] A [SEP] B [SEP]</c>; the second sequence has type 1.</summary>
internal sealed record BertProcessing(SpecialPiece Sep, SpecialPiece Cls) : PostProcessor
{
    public const string Name = "BertProcessing";

    private readonly TemplateItem[] _pair =
    [
        TemplateItem.Of(Cls, 0), TemplateItem.Of(0, 0), TemplateItem.Of(Sep, 0), TemplateItem.Of(1, 1), TemplateItem.Of(Sep, 1),
    ];

    public override string Type => Name;

    internal static BertProcessing Read(ComponentElement element) => new(element.TokenAndId("sep"), element.TokenAndId("cls"));

    internal override IReadOnlyList<TemplateItem> Template(bool pair) => pair ? _pair : _pair[..3];

    internal override PostProcessor WithIds(Func<string, int?> toId) => new BertProcessing(Sep.With(toId), Cls.With(toId));

    internal override void WriteProperties(Utf8JsonWriter writer)
    {
        WriteToken(writer, "sep", Sep);
        WriteToken(writer, "cls", Cls);
    }

    internal static void WriteToken(Utf8JsonWriter writer, string name, SpecialPiece token)
    {
        writer.WriteStartArray(name);
        writer.WriteStringValue(token.Token);
        writer.WriteNumberValue(token.Id);
        writer.WriteEndArray();
    }
}
