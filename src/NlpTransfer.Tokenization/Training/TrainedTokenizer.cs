namespace NlpTransfer.Tokenization;

/// <summary>A trained tokenizer and what was seen on the way.</summary>
/// <param name="Tokenizer">The tokenizer.</param>
/// <param name="Report">The report.</param>
public sealed record TrainedTokenizer(TextTokenizer Tokenizer, TokenizerTrainingReport Report)
{
    /// <summary>The name of the SentencePiece model in a folder.</summary>
    public const string ModelName = "tokenizer.model";

    /// <summary>How it was trained.</summary>
    public TokenizerTrainingOptions Options { get; init; } = new();

    /// <summary>
    /// Writes <c>tokenizer.json</c> and <c>tokenizer.model</c> into a folder. A SentencePiece model knows normal forms only as a table of characters and sequences, so that
    /// marks in a rare order may stay as they are there.
    /// </summary>
    /// <param name="folder">An existing folder.</param>
    /// <returns>Null, or why there is no <c>tokenizer.model</c>: not every normalizer that was taken over from another tokenizer can be expressed there.</returns>
    /// <exception cref="UsageException">One of the files exists.</exception>
    public string? SaveTo(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Tokenizer.Save(folder);
        TokenizerDefinition definition = Tokenizer.Definition with { Normalizer = TrainingNormalizer.AsCharacterMap(Options) };
        byte[] model;
        try
        {
            model = SentencePieceWriter.Write(definition);
        }
        catch (UsageException exception)
        {
            return exception.Message;
        }

        AtomicFile.Write(Path.Combine(folder, ModelName), stream => stream.Write(model));
        return null;
    }
}
