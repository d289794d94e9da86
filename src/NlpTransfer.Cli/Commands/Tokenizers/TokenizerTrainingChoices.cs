using System.CommandLine;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Cli.Commands.Tokenizers;

/// <summary>The options that say how a tokenizer is trained.</summary>
internal sealed class TokenizerTrainingChoices
{
    private static readonly TokenizerTrainingOptions Defaults = new();

    private readonly Option<int> _size = Numbers.Required("--vocabulary-size", "Pieces in all, special tokens and characters included.", Defaults.VocabularySize, 16, TokenizerTrainingOptions.LargestVocabulary);
    private readonly Option<double> _coverage = Numbers.Required("--character-coverage", "Share of the text's characters, most frequent first, that become pieces.", Defaults.CharacterCoverage, 0.9, 1.0);
    private readonly Option<bool> _bytes = new("--byte-fallback") { Description = "Add the 256 bytes, so that nothing is unknown." };
    private readonly Option<string?> _required = new("--required") { Description = "Characters that become pieces however rare they are, or a file with them.", HelpName = "TEXT|FILE" };
    private readonly Option<string[]> _symbols = new("--symbols") { Description = "Texts that are always one token, such as {0}.", HelpName = "TEXT", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> _normalization = new("--normalization")
    {
        Description = "What is done to characters: none, nfc, nfd or nfkc, or a tokenizer (a file or a model folder) whose normalizer is taken.",
        HelpName = "NAME|PATH",
        DefaultValueFactory = _ => "nfkc",
    };
    private readonly Option<bool> _lowercase = new("--lowercase") { Description = "Make letters lower case." };
    private readonly Option<double> _temperature = Numbers.Required("--temperature", "How languages share the vocabulary: each counts as its number of words to this power (0: all the same).", Defaults.Temperature, 0.0, 1.0);
    private readonly Option<int> _length = Numbers.Required("--maximum-piece-length", "Characters of a piece at most.", Defaults.MaximumPieceLength, 1, 64);
    private readonly Option<int> _words = Numbers.Required("--maximum-words", "Different words that are held in memory; where there are more, the rarest are left out and told.", Defaults.MaximumWords, 1_000, 20_000_000);
    private readonly Option<int?> _threads = CommonOptions.Threads();

    internal void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_size, _coverage, _bytes, _required, _symbols, _normalization, _lowercase, _temperature, _length, _words, _threads])
            command.Add(option);
    }

    /// <summary>The library's options.</summary>
    internal TokenizerTrainingOptions Read(Invocation run)
    {
        string name = run.Get(_normalization)!;
        bool isForm = Enum.TryParse(name, ignoreCase: true, out TokenizerNormalization normalization) && Enum.IsDefined(normalization) && !char.IsAsciiDigit(name[0]);
        if (!isForm && !Path.Exists(name))
            throw new UsageException($"--normalization must be none, nfc, nfd, nfkc or a tokenizer, and there is no '{name}'.");
        if (!isForm && run.Get(_lowercase))
            throw new UsageException("--lowercase has no effect beside the normalizer of another tokenizer; leave one of them out.");
        return new()
        {
            VocabularySize = run.Get(_size),
            CharacterCoverage = run.Get(_coverage),
            ByteFallback = run.Get(_bytes),
            RequiredCharacters = run.Get(_required) is { } required ? File.Exists(required) ? File.ReadAllText(required) : required : "",
            UserDefinedSymbols = run.Get(_symbols) ?? [],
            Normalization = isForm ? normalization : Defaults.Normalization,
            NormalizerOf = isForm ? null : TextTokenizer.Load(ModelChoice.Folder(name)),
            Lowercase = run.Get(_lowercase),
            Temperature = run.Get(_temperature),
            MaximumPieceLength = run.Get(_length),
            MaximumWords = run.Get(_words),
            Threads = Math.Min(256, run.Get(_threads) ?? Defaults.Threads),
        };
    }
}
