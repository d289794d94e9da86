using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>RoBERTa's <c>&lt;s&gt; A &lt;/s&gt;</c> and <c>&lt;s&gt; A &lt;/s&gt;&lt;/s&gt; B &lt;/s&gt;</c>, all of type 0.</summary>
/// <param name="Sep">Ends a sequence.</param>
/// <param name="Cls">Opens the first.</param>
/// <param name="TrimOffsets">Whether blanks inside a token do not count into its offsets.</param>
/// <param name="AddPrefixSpace">Whether the first token's blank was put there by the tokenizer, so that no offset has to make up for it.</param>
internal sealed record RobertaProcessing(SpecialPiece Sep, SpecialPiece Cls, bool TrimOffsets, bool AddPrefixSpace) : PostProcessor
{
    public const string Name = "RobertaProcessing";

    private readonly TemplateItem[] _pair =
    [
        TemplateItem.Of(Cls, 0), TemplateItem.Of(0, 0), TemplateItem.Of(Sep, 0), TemplateItem.Of(Sep, 0), TemplateItem.Of(1, 0), TemplateItem.Of(Sep, 0),
    ];

    public override string Type => Name;

    internal static RobertaProcessing Read(ComponentElement element) => new(
        element.TokenAndId("sep"), element.TokenAndId("cls"), element.Bool("trim_offsets", true), element.Bool("add_prefix_space", true));

    internal override IReadOnlyList<TemplateItem> Template(bool pair) => pair ? _pair : _pair[..3];

    internal override void AdjustOffsets(ReadOnlySpan<string> tokens, Span<TokenRange> offsets)
    {
        if (TrimOffsets)
            OffsetTrimming.Apply(AddPrefixSpace, tokens, offsets);
    }

    internal override PostProcessor WithIds(Func<string, int?> toId) =>
        new RobertaProcessing(Sep.With(toId), Cls.With(toId), TrimOffsets, AddPrefixSpace);

    internal override void WriteProperties(Utf8JsonWriter writer)
    {
        BertProcessing.WriteToken(writer, "sep", Sep);
        BertProcessing.WriteToken(writer, "cls", Cls);
        writer.WriteBoolean("trim_offsets", TrimOffsets);
        writer.WriteBoolean("add_prefix_space", AddPrefixSpace);
    }
}
