using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>What a <c>tokenizer_config.json</c> and a <c>special_tokens_map.json</c> say that matters to a tokenizer.</summary>
internal sealed record TokenizerConfig
{
    public SpecialTokenNames SpecialTokenNames { get; init; } = new();

    /// <summary>Whether text is lower-cased; BERT's default.</summary>
    public bool DoLowerCase { get; init; } = true;

    /// <summary>Whether accents go; null as the case.</summary>
    public bool? StripAccents { get; init; }

    /// <summary>Whether Han characters stand alone.</summary>
    public bool TokenizeChineseChars { get; init; } = true;

    /// <summary>Whether a byte-level tokenizer puts a blank before a text.</summary>
    public bool AddPrefixSpace { get; init; }

    /// <summary>The class of the tokenizer in transformers, without the "Fast" at its end, or null.</summary>
    public string? TokenizerClass { get; init; }

    /// <summary>What config.json calls the model's family, or null.</summary>
    public string? ModelType { get; init; }

    /// <summary>The class, else the family, else null: the file stands alone.</summary>
    public string? Kind => TokenizerClass ?? ModelType;

    /// <summary>The language of what is encoded, or null.</summary>
    public string? SourceLanguage { get; init; }

    /// <summary>Number of tokens that T5 has for spans, or null.</summary>
    public int? ExtraIds { get; init; }

    /// <summary>Further special tokens, in order.</summary>
    public IReadOnlyList<string> AdditionalTokens { get; init; } = [];

    public static TokenizerConfig ReadBeside(string file)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var config = new TokenizerConfig();
        foreach (string name in (string[])["special_tokens_map.json", "tokenizer_config.json"])
        {
            string path = Path.Combine(folder, name);
            if (File.Exists(path))
                config = config.With(path);
        }

        string model = Path.Combine(folder, "config.json");
        return File.Exists(model) ? config.WithModel(model) : config;
    }

    private TokenizerConfig WithModel(string path)
    {
        using JsonDocument document = Parse(path);
        var root = new ComponentElement(document.RootElement, path, "$");
        return this with { ModelType = root.String("model_type", "") is { Length: > 0 } type ? type : null, TokenizerClass = TokenizerClass ?? Class(root) };
    }

    private static JsonDocument Parse(string path) => TokenizerJsonReader.Guard(path, () =>
        JsonDocument.Parse(TokenizerFiles.ReadAll(path), new JsonDocumentOptions { MaxDepth = TokenizerLimits.Depth }));

    /// <summary>The class, unless it says no more than that there is a tokenizer.json.</summary>
    private static string? Class(ComponentElement root) => root.String("tokenizer_class", "") switch
    {
        "" or "PreTrainedTokenizerFast" => null,
        var name => name.EndsWith("Fast", StringComparison.Ordinal) ? name[..^4] : name,
    };

    private TokenizerConfig With(string path)
    {
        using JsonDocument document = Parse(path);
        var root = new ComponentElement(document.RootElement, path, "$");
        SpecialTokenNames old = SpecialTokenNames;
        return this with
        {
            DoLowerCase = root.Bool("do_lower_case", DoLowerCase),
            StripAccents = root.OptionalBool("strip_accents") ?? StripAccents,
            TokenizeChineseChars = root.Bool("tokenize_chinese_chars", TokenizeChineseChars),
            AddPrefixSpace = root.Bool("add_prefix_space", AddPrefixSpace),
            TokenizerClass = Class(root) ?? TokenizerClass,
            SourceLanguage = root.String("src_lang", "") is { Length: > 0 } language ? language : SourceLanguage,
            ExtraIds = root.OptionalInt("extra_ids", most: 10_000) ?? ExtraIds,
            AdditionalTokens = root.Has("additional_special_tokens") ? Tokens(root, "additional_special_tokens") : AdditionalTokens,
            SpecialTokenNames = new()
            {
                Padding = Token(root, "pad_token") ?? old.Padding,
                Unknown = Token(root, "unk_token") ?? old.Unknown,
                Begin = Token(root, "cls_token") ?? Token(root, "bos_token") ?? old.Begin,
                End = Token(root, "sep_token") ?? Token(root, "eos_token") ?? old.End,
                Mask = Token(root, "mask_token") ?? old.Mask,
            },
        };
    }

    private static string[] Tokens(ComponentElement root, string name) => [.. root.Items(name).Select(item => item.Item.ValueKind == JsonValueKind.String
        ? item.Item.GetString()!
        : new ComponentElement(item.Item, root.Source, item.Path).String("content"))];

    /// <summary>A token is written as its text, or as an object with its text and flags.</summary>
    private static string? Token(ComponentElement root, string name) =>
        !root.Has(name) ? null : root.IsObject(name) ? root.Object(name).String("content") : root.String(name, "") is { Length: > 0 } text ? text : null;
}
