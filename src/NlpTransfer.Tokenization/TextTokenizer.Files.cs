namespace NlpTransfer.Tokenization;

public sealed partial class TextTokenizer
{
    /// <summary>
    /// Loads a tokenizer: a <c>tokenizer.json</c>, a SentencePiece model (<c>.model</c>, <c>.spm</c>), a BERT <c>vocab.txt</c>, or a model folder with one of them or
    /// <c>vocab.json</c> with <c>merges.txt</c>; which it is, is told by what the file holds. Of the files beside it, <c>tokenizer_config.json</c> and
    /// <c>special_tokens_map.json</c> say which token plays which part and, for a vocab.txt, how it is normalised; with <c>config.json</c> they say how a
    /// SentencePiece model's pieces are numbered (XLM-R, NLLB, M2M-100, Marian, T5, DeBERTa). Of a Marian folder that is the side which is translated from; the
    /// other one is its <c>target.spm</c>.
    /// </summary>
    /// <param name="path">The file or folder.</param>
    /// <exception cref="ModelFormatException">There is none, or it is damaged or of a kind that is not supported; the message says where and what.</exception>
    public static TextTokenizer Load(string path) => new(TokenizerFiles.Read(path));

    /// <summary>Writes a tokenizer whose pieces take their ids from a vocabulary beside their model: the SentencePiece model and the vocabulary.</summary>
    /// <param name="modelFile">The file of the SentencePiece model.</param>
    /// <param name="vocabularyFile">The file of pieces and ids.</param>
    /// <exception cref="UsageException">The format can't express the tokenizer.</exception>
    internal void SaveNumbered(string modelFile, string vocabularyFile)
    {
        var model = (VocabularyModel)Definition.Model;
        byte[] pieces = SentencePieceWriter.Write(model.Alone(Definition));
        AtomicFile.Write(modelFile, stream => stream.Write(pieces));
        AtomicFile.Write(vocabularyFile, model.WriteVocabulary);
    }

    /// <summary>Loads the tokenizers of a translation model.</summary>
    /// <param name="folder">The model.</param>
    /// <returns>The tokenizer of sources, and that of targets; null where it is the same.</returns>
    /// <exception cref="ModelFormatException">There is none, or one is damaged or of a kind that is not supported.</exception>
    public static (TextTokenizer Source, TextTokenizer? Target) LoadBoth(TranslationFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return (Load(folder.RequireTokenizer()), folder.TargetTokenizerPath is { } target ? Load(target) : null);
    }

    /// <summary>
    /// Writes the tokenizer, atomically, as a SentencePiece model where the name ends in <c>.model</c> or <c>.spm</c> and else as a <c>tokenizer.json</c>; the
    /// same tokenizer gives the same bytes, and a SentencePiece model that was read gives the bytes that were read. A SentencePiece model holds no post-processor,
    /// and its control pieces, which special tokens become, are never found in a text.
    /// </summary>
    /// <param name="path">The file, or an existing folder that gets a <c>tokenizer.json</c>.</param>
    /// <param name="overwrite">Whether an existing file is replaced.</param>
    /// <exception cref="UsageException">The file exists and is not to be replaced, or the format can't express the tokenizer; the message says why.</exception>
    public void Save(string path, bool overwrite = false)
    {
        string file = Directory.Exists(path) ? Path.Combine(path, TokenizerFiles.JsonName) : path;
        if (TokenizerFiles.IsSentencePiece(file))
        {
            byte[] model = SentencePieceWriter.Write(Definition);
            AtomicFile.Write(file, stream => stream.Write(model), overwrite);
            return;
        }

        TokenizerDefinition definition = SentencePieceJson.Express(Definition);
        AtomicFile.Write(file, stream => TokenizerJsonWriter.Write(definition, stream), overwrite);
    }
}
