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

        return config;
    }

    private TokenizerConfig With(string path)
    {
        using JsonDocument document = TokenizerJsonReader.Guard(path, () =>
            JsonDocument.Parse(TokenizerFiles.ReadAll(path), new JsonDocumentOptions { MaxDepth = TokenizerLimits.Depth }));
        var root = new ComponentElement(document.RootElement, path, "$");
        SpecialTokenNames old = SpecialTokenNames;
        return this with
        {
            DoLowerCase = root.Bool("do_lower_case", DoLowerCase),
            StripAccents = root.OptionalBool("strip_accents") ?? StripAccents,
            TokenizeChineseChars = root.Bool("tokenize_chinese_chars", TokenizeChineseChars),
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

    /// <summary>A token is written as its text, or as an object with its text and flags.</summary>
    private static string? Token(ComponentElement root, string name) =>
        !root.Has(name) ? null : root.IsObject(name) ? root.Object(name).String("content") : root.String(name, "") is { Length: > 0 } text ? text : null;
}
