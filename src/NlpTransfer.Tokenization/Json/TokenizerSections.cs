using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>Reads the sections of a <c>tokenizer.json</c> beside the model.</summary>
internal static class TokenizerSections
{
    private const string Version = "1.0";

    public static TokenizerDefinition Read(TokenizerDefinition parts, string name, JsonElement section, JsonPath root)
    {
        string source = root.Source;
        string path = $"{root.Path}.{name}";
        if (name == "version")
        {
            return section.ValueKind == JsonValueKind.String && section.ValueEquals(Version)
                ? parts
                : throw TokenizerFault.At(source, path, $"was expected to be \"{Version}\".");
        }

        bool absent = section.ValueKind == JsonValueKind.Null;
        return name switch
        {
            "truncation" => absent ? parts : parts with { Truncation = ReadTruncation(new(section, source, path)) },
            "padding" => absent ? parts : parts with { Padding = ReadPadding(new(section, source, path)) },
            "added_tokens" => parts with { AddedTokens = ReadAddedTokens(section, source, path) },
            "normalizer" => absent ? parts : parts with { Normalizer = Normalizer.Read(section, source, path) },
            "pre_tokenizer" => absent ? parts : parts with { PreTokenizer = PreTokenizer.Read(section, source, path) },
            "post_processor" => absent ? parts : parts with { PostProcessor = PostProcessor.Read(section, source, path) },
            "decoder" => absent ? parts : parts with { Decoder = TokenDecoder.Read(section, source, path) },
            _ => throw TokenizerFault.At(source, path, "is not a section that is known here; what it asks for would be lost."),
        };
    }

    private static AddedToken[] ReadAddedTokens(JsonElement section, string source, string path)
    {
        if (section.ValueKind != JsonValueKind.Array)
            throw TokenizerFault.At(source, path, "was expected to be a list.");
        var tokens = new List<AddedToken>();
        foreach (JsonElement item in section.EnumerateArray())
        {
            var element = new ComponentElement(item, source, $"{path}[{tokens.Count}]");
            tokens.Add(new(element.Int("id", most: TokenizerLimits.LargestId), element.String("content"))
            {
                Special = element.Bool("special", false),
                Normalized = element.Bool("normalized", true),
                LStrip = element.Bool("lstrip", false),
                RStrip = element.Bool("rstrip", false),
                SingleWord = element.Bool("single_word", false),
            });
            element.RefuseUnasked();
        }

        return [.. tokens];
    }

    private static TruncationSettings ReadTruncation(ComponentElement element)
    {
        var settings = new TruncationSettings(
            element.Int("max_length"), element.String("strategy"), element.Int("stride"), element.Has("direction") ? element.String("direction") : null);
        element.RefuseUnasked();
        if (settings.Strategy is not ("LongestFirst" or "OnlyFirst" or "OnlySecond"))
            throw element.Fault("strategy", $"is '{settings.Strategy}'; LongestFirst, OnlyFirst and OnlySecond are known.");
        return settings.Direction is null or "Right" or "Left" ? settings : throw element.Fault("direction", "was expected to be Right or Left.");
    }

    private static PaddingSettings ReadPadding(ComponentElement element)
    {
        int? length = null;
        if (element.IsObject("strategy"))
        {
            ComponentElement strategy = element.Object("strategy");
            length = strategy.Int("Fixed");
            strategy.RefuseUnasked();
        }
        else if (element.String("strategy") is not "BatchLongest" and var other)
        {
            throw element.Fault("strategy", $"is '{other}'; BatchLongest or {{\"Fixed\": N}} was expected.");
        }

        var settings = new PaddingSettings(
            length,
            element.String("direction"),
            element.OptionalInt("pad_to_multiple_of"),
            element.Int("pad_id", most: TokenizerLimits.LargestId),
            element.Int("pad_type_id"),
            element.String("pad_token"));
        element.RefuseUnasked();
        return settings.Direction is "Right" or "Left" ? settings : throw element.Fault("direction", "was expected to be Right or Left.");
    }
}
