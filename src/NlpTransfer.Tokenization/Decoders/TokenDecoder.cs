using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>The last stage: turns tokens back into text.</summary>
public abstract record TokenDecoder : TokenizerComponent
{
    private protected TokenDecoder()
    {
    }

    /// <summary>The decoders that are read, by their type.</summary>
    internal static IReadOnlyList<ComponentKind<TokenDecoder>> Kinds { get; } =
    [
        new(BpeDecoder.Name, BpeDecoder.Read),
        new(ByteFallbackDecoder.Name, _ => new ByteFallbackDecoder()),
        new(ByteLevelDecoder.Name, ByteLevelDecoder.Read),
        new(FuseDecoder.Name, _ => new FuseDecoder()),
        new(MetaspaceDecoder.Name, MetaspaceDecoder.Read),
        new(ReplaceDecoder.Name, ReplaceDecoder.Read),
        new(DecoderSequence.Name, DecoderSequence.Read),
        new(StripDecoder.Name, StripDecoder.Read),
        new(WordPieceDecoder.Name, WordPieceDecoder.Read),
    ];

    /// <summary>Changes the list of tokens into the list of texts that, joined, are the result.</summary>
    internal abstract void Decode(List<string> tokens);

    internal static TokenDecoder Read(JsonElement element, string source, string path) =>
        ComponentElement.Read(element, source, path, "decoder", Kinds);
}
