namespace NlpTransfer.Tokenization;

/// <summary>Finds and reads the files of a tokenizer.</summary>
internal static class TokenizerFiles
{
    public const string JsonName = "tokenizer.json";
    public const string VocabularyName = "vocab.txt";

    public static TokenizerDefinition Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string file = Find(path);
        if (Path.GetExtension(file) == ".model")
            throw new ModelFormatException($"{file} is a SentencePiece model, which is not supported; supported are {JsonName} and {VocabularyName}.");
        byte[] bytes = ReadAll(file);
        TokenizerConfig config = TokenizerConfig.ReadBeside(file);
        TokenizerDefinition definition = Path.GetExtension(file) == ".txt"
            ? VocabularyFile.Read(bytes, file, config)
            : TokenizerJsonReader.Read(bytes, file);
        IReadOnlyList<string> faults = AddedTokenCheck.Faults(definition);
        if (faults.Count > 0)
            throw TokenizerFault.At(file, "$.added_tokens", $"does not fit: {string.Join("; ", faults)}.");
        return definition with { SpecialTokenNames = config.SpecialTokenNames };
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
            throw new ModelFormatException($"There is no tokenizer at {path}; a {JsonName}, a {VocabularyName} or a folder with one of them was expected.");
        string json = Path.Combine(path, JsonName);
        string vocabulary = Path.Combine(path, VocabularyName);
        if (File.Exists(json) || File.Exists(vocabulary))
            return File.Exists(json) ? json : vocabulary;
        return Directory.EnumerateFiles(path, "*.model").Order(StringComparer.Ordinal).FirstOrDefault() ?? throw new ModelFormatException(
            $"{path} has no {JsonName} and no {VocabularyName}; a tokenizer of one of these kinds was expected.");
    }
}
