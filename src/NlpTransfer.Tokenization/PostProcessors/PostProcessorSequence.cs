using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>
/// Post-processors one after another. Each that is known here puts special tokens around the sequences, and twice would be once too often:
/// a list with more than one of them is refused.
/// </summary>
internal sealed record PostProcessorSequence(IReadOnlyList<PostProcessor> Processors) : PostProcessor
{
    public const string Name = "Sequence";

    private static readonly TemplateItem[] Plain = [TemplateItem.Of(0, 0), TemplateItem.Of(1, 1)];

    public override string Type => Name;

    internal static PostProcessorSequence Read(ComponentElement element)
    {
        PostProcessor[] processors = [.. element.Items("processors").Select(item => Read(item.Item, element.Source, item.Path))];
        return processors.Length <= 1
            ? new(processors)
            : throw element.Fault("processors", $"has {processors.Length} post-processors that each add special tokens; at most one is supported.");
    }

    internal override IReadOnlyList<TemplateItem> Template(bool pair) =>
        Processors.Count > 0 ? Processors[0].Template(pair) : pair ? Plain : Plain[..1];

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
