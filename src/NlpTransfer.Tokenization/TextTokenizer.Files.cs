namespace NlpTransfer.Tokenization;

public sealed partial class TextTokenizer
{
    /// <summary>
    /// Loads a tokenizer: a <c>tokenizer.json</c>, a BERT <c>vocab.txt</c>, or a model folder with one of them. Of the files beside it,
    /// <c>tokenizer_config.json</c> and <c>special_tokens_map.json</c> say which token plays which part and, for a vocab.txt, how it is normalised.
    /// </summary>
    /// <param name="path">The file or folder.</param>
    /// <exception cref="ModelFormatException">There is none, or it is damaged or of a kind that is not supported; the message says where and what.</exception>
    public static TextTokenizer Load(string path) => new(TokenizerFiles.Read(path));

    /// <summary>Writes the tokenizer as a <c>tokenizer.json</c>, atomically; the same tokenizer gives the same bytes.</summary>
    /// <param name="path">The file, or an existing folder that gets a <c>tokenizer.json</c>.</param>
    /// <param name="overwrite">Whether an existing file is replaced.</param>
    /// <exception cref="UsageException">The file exists and is not to be replaced.</exception>
    public void Save(string path, bool overwrite = false)
    {
        string file = Directory.Exists(path) ? Path.Combine(path, TokenizerFiles.JsonName) : path;
        AtomicFile.Write(file, stream => TokenizerJsonWriter.Write(Definition, stream), overwrite);
    }
}
