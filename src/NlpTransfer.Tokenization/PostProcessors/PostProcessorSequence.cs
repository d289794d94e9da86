using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>
/// Post-processors one after another. At most one of them may put special tokens around the sequences: twice would be once too often.
/// </summary>
internal sealed record PostProcessorSequence(IReadOnlyList<PostProcessor> Processors) : PostProcessor
{
    public const string Name = "Sequence";

    private static readonly TemplateItem[] Plain = [TemplateItem.Of(0, 0), TemplateItem.Of(1, 1)];

    public override string Type => Name;

    internal static PostProcessorSequence Read(ComponentElement element)
    {
        PostProcessor[] processors = [.. element.Items("processors").Select(item => Read(item.Item, element.Source, item.Path))];
        int adding = processors.Count(processor => processor.AddsTokens);
        return adding <= 1
            ? new(processors)
            : throw element.Fault("processors", $"has {adding} post-processors that each add special tokens; at most one is supported.");
    }

    internal override bool AddsTokens => Processors.Any(processor => processor.AddsTokens);

    internal override IReadOnlyList<TemplateItem> Template(bool pair) =>
        Processors.FirstOrDefault(processor => processor.AddsTokens)?.Template(pair) ?? PlainTemplate(pair);

    /// <summary>The sequences alone.</summary>
    internal static IReadOnlyList<TemplateItem> PlainTemplate(bool pair) => pair ? Plain : Plain[..1];

    internal override void AdjustOffsets(ReadOnlySpan<string> tokens, Span<TokenRange> offsets)
    {
        foreach (PostProcessor processor in Processors)
            processor.AdjustOffsets(tokens, offsets);
    }

    internal override PostProcessor WithIds(Func<string, int?> toId) => new PostProcessorSequence([.. Processors.Select(processor => processor.WithIds(toId))]);

    internal override void WriteProperties(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("processors");
        foreach (PostProcessor processor in Processors)
            processor.Write(writer);
        writer.WriteEndArray();
    }
}
