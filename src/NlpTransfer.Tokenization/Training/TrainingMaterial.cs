using System.Globalization;

namespace NlpTransfer.Tokenization;

/// <summary>What both trainers start from: counted words, the alphabet, and the pieces that are there whatever the text says.</summary>
internal sealed class TrainingMaterial
{
    private TrainingMaterial(TokenizerTrainingOptions options, WordCounter counter, TrainingNormalizer normalizer, CancellationToken cancellationToken)
    {
        Options = options;
        Counter = counter;
        Normalizer = normalizer;
        var fixedPieces = new List<string>([.. options.SpecialNames.OfType<string>(), .. options.UserDefinedSymbols]);
        if (options.ByteFallback)
            fixedPieces.AddRange(Enumerable.Range(0, 256).Select(value => string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>")));
        FixedPieces = fixedPieces;
        Counted = CountedWords.Create(counter, normalizer, options.Temperature, options.UserDefinedSymbols, cancellationToken);
        if (Counted.Words.Count == 0)
            throw new BadDataException("The text holds no words to train a tokenizer on; give texts with words in them.");
        var taken = fixedPieces.ToHashSet();
        Taken = taken;
        Alphabet = Alphabet.Create(Counted, RequiredCharacters.Find(options.RequiredCharacters, normalizer), taken, options.CharacterCoverage);
        Words = TrainingWords.Create(Counted, Alphabet);
        int least = fixedPieces.Count + Alphabet.Count;
        if (options.VocabularySize < least)
        {
            throw new UsageException(
                $"A vocabulary of {options.VocabularySize} has no room for {fixedPieces.Count} special tokens, symbols and bytes and the {Alphabet.Count} characters that cover the text; " +
                $"ask for {least} or more, or lower the character coverage.");
        }
    }

    public TokenizerTrainingOptions Options { get; }

    public WordCounter Counter { get; }

    public TrainingNormalizer Normalizer { get; }

    /// <summary>Special tokens, user-defined symbols and bytes, in the order of their ids.</summary>
    public IReadOnlyList<string> FixedPieces { get; }

    /// <summary>The same as a set.</summary>
    public IReadOnlySet<string> Taken { get; }

    public CountedWords Counted { get; }

    public Alphabet Alphabet { get; }

    public TrainingWords Words { get; }

    public PieceRules Rules => new(Alphabet, Options.MaximumPieceLength);

    /// <summary>Pieces that training has to find, characters included.</summary>
    public int Wanted => Options.VocabularySize - FixedPieces.Count;

    /// <summary>Counts texts.</summary>
    public static TrainingMaterial Read(
        IEnumerable<LanguageText> texts, TokenizerTrainingOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var counter = new WordCounter(options.MaximumWords);
        long read = 0;
        foreach (LanguageText text in texts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            counter.Add(text);
            if (++read % 10_000 == 0)
                progress?.Report(new("counting words", read, 0));
        }

        progress?.Report(new("counting words", read, read));
        return new(options, counter, new TrainingNormalizer(options), cancellationToken);
    }

    /// <summary>Refuses a result that is smaller than what was asked for.</summary>
    /// <param name="found">Pieces that training found, characters included.</param>
    public void Check(int found)
    {
        int all = FixedPieces.Count + found;
        if (all < Options.VocabularySize)
            throw new BadDataException($"The text gives {all} pieces at most, but {Options.VocabularySize} were asked for; ask for {all} or fewer, or give more text.");
    }

    /// <summary>The trained tokenizer with its report.</summary>
    public TrainedTokenizer Finish(TextTokenizer tokenizer, CancellationToken cancellationToken)
    {
        var report = new TokenizerTrainingReport
        {
            Pieces = tokenizer.VocabularySize,
            Characters = Alphabet.Count,
            CharactersSeen = Alphabet.Seen,
            CharacterCoverage = Alphabet.Coverage,
            DistinctWords = Counted.Words.Count,
            CutWords = Counter.CutWords,
            NulCharacters = Counter.NulCharacters,
            LoneSurrogates = Counter.LoneSurrogates,
            Languages = [.. Counter.Languages.Select(words => LanguageReports.Create(words, tokenizer, Options.Threads, cancellationToken))],
            Warnings = [],
        };
        return new(tokenizer, report with { Warnings = TrainingWarnings.Find(report, this) }) { Options = Options };
    }
}
