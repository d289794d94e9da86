using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>The second stage: splits a text into stretches that the model's pieces never cross.</summary>
public abstract record PreTokenizer : TokenizerComponent
{
    private protected PreTokenizer()
    {
    }

    /// <summary>The pre-tokenizers that are read, by their type.</summary>
    internal static IReadOnlyList<ComponentKind<PreTokenizer>> Kinds { get; } =
    [
        new(BertPreTokenizer.Name, _ => new BertPreTokenizer()),
        new(ByteLevelPreTokenizer.Name, ByteLevelPreTokenizer.Read),
        new(DigitsPreTokenizer.Name, DigitsPreTokenizer.Read),
        new(MetaspacePreTokenizer.Name, MetaspacePreTokenizer.Read),
        new(PunctuationPreTokenizer.Name, PunctuationPreTokenizer.Read),
        new(PreTokenizerSequence.Name, PreTokenizerSequence.Read),
        new(SplitPreTokenizer.Name, SplitPreTokenizer.Read),
        new(WhitespacePreTokenizer.Name, _ => new WhitespacePreTokenizer()),
        new(WhitespaceSplitPreTokenizer.Name, _ => new WhitespaceSplitPreTokenizer()),
    ];

    internal abstract void Split(PreTokenizedText text);

    internal static PreTokenizer Read(JsonElement element, string source, string path) =>
        ComponentElement.Read(element, source, path, "pre-tokenizer", Kinds);
}
