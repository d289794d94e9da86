namespace NlpTransfer.Tokenization;

/// <summary>How a family of models numbers the pieces of a SentencePiece file, and what it puts around a text.</summary>
/// <param name="Name">The start of its tokenizer's class in transformers.</param>
/// <param name="ModelTypes">What its config.json calls itself.</param>
/// <param name="Read">Makes the tokenizer.</param>
internal sealed record SentencePieceFamily(string Name, IReadOnlyList<string> ModelTypes, Func<SentencePieceFolder, TokenizerDefinition> Read)
{
    /// <summary>The families that are known; a class that is not is refused, because its ids would be guessed.</summary>
    public static IReadOnlyList<SentencePieceFamily> All { get; } =
    [
        new("DebertaV2", ["deberta-v2"], DebertaFolder.Read),
        new("M2M100", ["m2m_100"], M2M100Folder.Read),
        new("Marian", ["marian"], MarianFolder.Read),
        new("MT5", ["mt5"], T5Folder.Read),
        new("Nllb", [], NllbFolder.Read),
        new("T5", ["t5"], T5Folder.Read),
        new("XLMRoberta", ["xlm-roberta"], XlmRobertaFolder.Read),
    ];

    /// <summary>Reads the tokenizer of a file as the files beside it say; alone it is what it is.</summary>
    public static TokenizerDefinition ReadFile(ReadOnlySpan<byte> bytes, string path, TokenizerConfig config)
    {
        SentencePieceFile file = SentencePieceFile.Read(bytes, path);
        if (config.Kind is null)
            return SentencePieceReader.Make(file, path);
        SentencePieceFamily? family = All.FirstOrDefault(family => config.TokenizerClass is { } name
            ? name == family.Name + "Tokenizer"
            : family.ModelTypes.Contains(config.ModelType));
        return family is not null ? family.Read(new(file, path, config)) : throw new ModelFormatException(
            $"{path} belongs to a model of the kind '{config.Kind}', whose numbering of its pieces is not supported; supported are {string.Join(", ", All.Select(known => known.Name))}; " +
            "use its tokenizer.json, or the file alone for its own numbers.");
    }
}
