using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>The fourth stage: puts special tokens around one sequence or a pair.</summary>
public abstract record PostProcessor : TokenizerComponent
{
    private protected PostProcessor()
    {
    }

    /// <summary>The post-processors that are read, by their type.</summary>
    internal static IReadOnlyList<ComponentKind<PostProcessor>> Kinds { get; } =
    [
        new(BertProcessing.Name, BertProcessing.Read),
        new(ByteLevelProcessing.Name, ByteLevelProcessing.Read),
        new(RobertaProcessing.Name, RobertaProcessing.Read),
        new(PostProcessorSequence.Name, PostProcessorSequence.Read),
        new(TemplateProcessing.Name, TemplateProcessing.Read),
    ];

    /// <summary>Whether it puts tokens around the sequences; else it only changes offsets.</summary>
    internal virtual bool AddsTokens => true;

    /// <summary>The template of a single sequence or of a pair.</summary>
    internal abstract IReadOnlyList<TemplateItem> Template(bool pair);

    /// <summary>Changes the offsets of a model's tokens before they are put into the template.</summary>
    internal virtual void AdjustOffsets(ReadOnlySpan<string> tokens, Span<TokenRange> offsets)
    {
    }

    /// <summary>The same with ids looked up again by name.</summary>
    internal abstract PostProcessor WithIds(Func<string, int?> toId);

    internal static PostProcessor Read(JsonElement element, string source, string path) =>
        ComponentElement.Read(element, source, path, "post-processor", Kinds);
}
