using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>Trims offsets and adds no tokens.</summary>
internal sealed record ByteLevelProcessing(ByteLevelOptions Options) : PostProcessor
{
    public const string Name = ByteLevelOptions.Name;

    public override string Type => Name;

    internal override bool AddsTokens => false;

    internal static ByteLevelProcessing Read(ComponentElement element) => new(ByteLevelOptions.Read(element));

    internal override IReadOnlyList<TemplateItem> Template(bool pair) => PostProcessorSequence.PlainTemplate(pair);

    internal override void AdjustOffsets(ReadOnlySpan<string> tokens, Span<TokenRange> offsets)
    {
        if (Options.TrimOffsets)
            OffsetTrimming.Apply(Options.AddPrefixSpace, tokens, offsets);
    }

    internal override PostProcessor WithIds(Func<string, int?> toId) => this;

    internal override void WriteProperties(Utf8JsonWriter writer) => Options.Write(writer);
}
