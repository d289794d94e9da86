using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>The first stage: changes the characters of a text before it is split.</summary>
public abstract record Normalizer : TokenizerComponent
{
    private protected Normalizer()
    {
    }

    /// <summary>The normalizers that are read, by their type.</summary>
    internal static IReadOnlyList<ComponentKind<Normalizer>> Kinds { get; } =
    [
        new(BertNormalizer.Name, BertNormalizer.Read),
        new(LowercaseNormalizer.Name, _ => new LowercaseNormalizer()),
        new("NFC", _ => new UnicodeNormalizer("NFC")),
        new("NFD", _ => new UnicodeNormalizer("NFD")),
        new("NFKC", _ => new UnicodeNormalizer("NFKC")),
        new("NFKD", _ => new UnicodeNormalizer("NFKD")),
        new(PrecompiledNormalizer.Name, PrecompiledNormalizer.Read),
        new(PrependNormalizer.Name, PrependNormalizer.Read),
        new(ReplaceNormalizer.Name, ReplaceNormalizer.Read),
        new(NormalizerSequence.Name, NormalizerSequence.Read),
        new(StripNormalizer.Name, StripNormalizer.Read),
        new(StripAccentsNormalizer.Name, _ => new StripAccentsNormalizer()),
    ];

    internal abstract void Normalize(NormalizedText text);

    internal static Normalizer Read(JsonElement element, string source, string path) =>
        ComponentElement.Read(element, source, path, "normalizer", Kinds);
}
