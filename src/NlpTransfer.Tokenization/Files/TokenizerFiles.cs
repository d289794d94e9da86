namespace NlpTransfer.Tokenization;

/// <summary>Finds and reads the files of a tokenizer.</summary>
internal static class TokenizerFiles
{
    public const string JsonName = "tokenizer.json";
    public const string TargetJsonName = "target_tokenizer.json";
    public const string VocabularyName = "vocab.txt";

    /// <summary>What a SentencePiece model begins with: the tag of its first piece.</summary>
    private const byte PieceTag = 0x0A;

    private static ReadOnlySpan<byte> JsonBlanks => " \t\r\n"u8;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static TokenizerDefinition Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string file = Find(path);
        byte[] bytes = ReadAll(file);
        TokenizerConfig config = TokenizerConfig.ReadBeside(file);
        TokenizerDefinition definition = Read(bytes, file, config);
        if (Path.GetFileName(file) is not (JsonName or TargetJsonName))
            AddedTokensFile.Check(file, definition);
        IReadOnlyList<string> faults = AddedTokenCheck.Faults(definition);
        if (faults.Count > 0)
            throw TokenizerFault.At(file, "$.added_tokens", $"does not fit: {string.Join("; ", faults)}.");
        return definition with { SpecialTokenNames = config.SpecialTokenNames.Or(definition.SpecialTokenNames) };
    }

    /// <summary>Whether a name is that of a SentencePiece model.</summary>
    public static bool IsSentencePiece(string file) => Path.GetExtension(file) is ".model" or ".spm";

    /// <summary>Tells by what a file holds how it is read; only one piece a line is told by the name, which ends in .txt.</summary>
    private static TokenizerDefinition Read(byte[] bytes, string file, TokenizerConfig config)
    {
        if (Path.GetFileName(file) is MergesFolder.VocabularyName)
            return MergesFolder.Read(file, config);
        if (Path.GetExtension(file) == ".txt")
            return VocabularyFile.Read(bytes, file, config);
        ReadOnlySpan<byte> text = bytes.AsSpan().TrimStart(JsonBlanks);
        bool json = text.IsEmpty || text[0] == (byte)'{' || text.StartsWith(ByteOrderMark);
        bool model = !json && (bytes[0] == PieceTag || IsSentencePiece(file));
        return model ? SentencePieceFamily.ReadFile(bytes, file, config) : TokenizerJsonReader.Read(bytes, file);
    }

    /// <summary>The bytes of a file that is not too large.</summary>
    public static byte[] ReadAll(string file)
    {
        try
        {
            long length = new FileInfo(file).Length;
            return length <= TokenizerLimits.LargestFile
                ? File.ReadAllBytes(file)
                : throw new ModelFormatException($"{file} has {length} bytes; a tokenizer file of at most {TokenizerLimits.LargestFile} was expected.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelFormatException($"{file} can't be read: {exception.Message}", exception);
        }
    }

    private static string Find(string path)
    {
        if (File.Exists(path))
            return path;
        if (!Directory.Exists(path))
            throw new ModelFormatException($"There is no tokenizer at {path}; a {JsonName}, a SentencePiece model, a {VocabularyName} or a folder with one of them was expected.");
        string? known = new[] { JsonName, MarianFolder.SourceName, VocabularyName }.Select(name => Path.Combine(path, name)).FirstOrDefault(File.Exists);
        if (known is not null)
            return known;
        string[] models = [.. Directory.EnumerateFiles(path).Where(IsSentencePiece).Order(StringComparer.Ordinal)];
        string vocabulary = Path.Combine(path, MergesFolder.VocabularyName);
        if (models.Length == 0 && File.Exists(vocabulary))
            return vocabulary;
        return models.Length switch
        {
            1 => models[0],
            0 => throw new ModelFormatException($"{path} has no {JsonName}, no SentencePiece model, no {VocabularyName} and no {MergesFolder.VocabularyName} with {MergesFolder.MergesName}; a tokenizer of one of these kinds was expected."),
            _ => throw new ModelFormatException($"{path} has {models.Length} SentencePiece models ({string.Join(", ", models.Select(Path.GetFileName))}); name the one that is meant."),
        };
    }
}
