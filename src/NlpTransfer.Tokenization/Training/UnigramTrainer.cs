namespace NlpTransfer.Tokenization;

/// <summary>Trains Unigram tokenizers (Kudo 2018) as SentencePiece's trainer defines them, on texts of any number in bounded memory.</summary>
public static class UnigramTrainer
{
    /// <summary>Trains a tokenizer.</summary>
    /// <param name="texts">Texts of one language, read once; a corpus is one.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Hears of texts read, then of rounds.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="UsageException">Options are out of range, or the vocabulary has no room for the characters.</exception>
    /// <exception cref="BadDataException">There is no text, or too little for the vocabulary.</exception>
    public static TextTokenizer Train(
        IEnumerable<string> texts, TokenizerTrainingOptions? options = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return Train(texts.Select(text => new LanguageText(null, text)), options, progress, cancellationToken).Tokenizer;
    }

    /// <summary>Trains a tokenizer on texts of several languages, and tells what was seen.</summary>
    /// <inheritdoc cref="Train(IEnumerable{string}, TokenizerTrainingOptions?, IProgress{WorkProgress}?, CancellationToken)"/>
    public static TrainedTokenizer Train(
        IEnumerable<LanguageText> texts, TokenizerTrainingOptions? options = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var material = TrainingMaterial.Read(texts, options ?? new(), progress, cancellationToken);
        IReadOnlyList<TrainedPiece> pieces = new UnigramEstimation(material.Words, material.Alphabet, material.Rules, material.Taken, material.Options.Threads)
            .Run(material.Options.VocabularySize, material.Wanted, progress, cancellationToken);
        material.Check(pieces.Count);
        UnigramModel model = UnigramModel.Create(
            [.. material.FixedPieces.Select(piece => new UnigramPiece(piece, 0)), .. pieces.Select(piece => new UnigramPiece(piece.Text, piece.Score))],
            material.Options.SpecialTokens.Unknown,
            material.Options.ByteFallback);
        return material.Finish(TokenizerAssembly.Create(material, model), cancellationToken);
    }
}
