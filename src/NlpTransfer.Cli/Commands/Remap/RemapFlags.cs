using System.CommandLine;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using NlpTransfer.Remapping;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Cli.Commands.Remap;

/// <summary>What remap and its comparison are told alike: the model, the new vocabulary, and what there is of the language.</summary>
internal sealed class RemapFlags
{
    private readonly Option<string> _model = CommonOptions.Model();
    private readonly Option<string?> _tokenizer = new("--tokenizer") { Description = "A tokenizer for the new language: a folder or file. Without one frequent words of the text are added.", HelpName = "PATH" };
    private readonly Option<RemapMode?> _mode = new("--mode")
    {
        Description = "Keep the old vocabulary and add to it (extend), or put the tokenizer's in its place (exchange). Default: extend where text is scarce.",
        HelpName = "extend|exchange",
        CustomParser = result =>
        {
            if (Enum.TryParse(result.Tokens[0].Value, ignoreCase: true, out RemapMode mode) && Enum.GetNames<RemapMode>().Contains(result.Tokens[0].Value, StringComparer.OrdinalIgnoreCase))
                return mode;
            result.AddError($"--mode takes extend or exchange, not '{result.Tokens[0].Value}'");
            return null;
        },
    };
    private readonly Option<string[]> _text = Texts("--text", "Plain text of the new language, or a corpus with a text column: tells which pieces are worth adding, and trains vectors.", "-t");
    private readonly Option<string[]> _sourceText = Texts("--source-text", "Text of the language that the lexicon leads from, for vectors of its words (with --lexicon; the texts of --pairs count too).");
    private readonly Option<string?> _column = new("--text-column") { Description = "The column that holds the text (default: found by its header).", HelpName = "NAME" };
    private readonly Option<string?> _lexicon = new("--lexicon") { Description = "A word list, a pair a line: a word of a language that the model knows, a tab, the word of the new language.", HelpName = "FILE" };
    private readonly Option<string[]> _pairs = Texts("--pairs", "Texts in a language that the model knows with their translations: a table with a column a language, or two aligned files FILE,FILE.");
    private readonly Option<int?> _pieces = Numbers.Optional("--maximum-pieces", "Pieces added at most when extending, letters aside (default: a third of the distinct words).", 1, 10_000_000);
    private readonly Option<int?> _count = Numbers.Optional("--minimum-count", "How often a piece has to occur to be added when extending (default: 5).", 1, int.MaxValue);
    private readonly Option<ulong> _seed = CommonOptions.Seed();

    internal void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_model, _tokenizer, _mode, _text, _sourceText, _column, _lexicon, _pairs, _pieces, _count, _seed])
            command.Add(option);
    }

    internal ModelFolder Model(Invocation run) => ModelChoice.Open(run, _model);

    /// <summary>The folder of the model, whatever it does.</summary>
    internal string ModelPath(Invocation run) => ModelChoice.Folder(run.Get(_model)!);

    internal TextTokenizer? Tokenizer(Invocation run) => run.Get(_tokenizer) is { } path ? TextTokenizer.Load(ModelChoice.Folder(path)) : null;

    internal VocabularyRemapOptions Options(Invocation run)
    {
        var extend = new ExtendOptions();
        return new VocabularyRemapOptions
        {
            Mode = run.Get(_mode),
            Extend = extend with { MaximumPieces = run.Get(_pieces), MinimumCount = run.Get(_count) ?? extend.MinimumCount },
            Seed = run.Get(_seed),
        };
    }

    internal RemapSources Sources(Invocation run) => new()
    {
        Texts = Open(run, _text),
        SourceTexts = Open(run, _sourceText),
        LexiconPath = run.Get(_lexicon),
        Pairs = Pairs(run),
        Inputs = RemapInputs.Of([.. Files(run)]),
    };

    /// <summary>The texts of the new language again, to train on.</summary>
    internal IReadOnlyList<TextCorpus> PlainTexts(Invocation run) =>
        [.. Open(run, _text).Select(text => TextCorpus.Open(text.Path, text.Language, new CorpusReadOptions { TextColumn = text.Column }))];

    /// <summary>The tokenizer's file; none where its folder has no tokenizer.json.</summary>
    internal IEnumerable<string> TokenizerFiles(Invocation run)
    {
        if (run.Get(_tokenizer) is not { } path)
            return [];
        string given = ModelChoice.Folder(path), file = File.Exists(given) ? given : Path.Combine(given, "tokenizer.json");
        return File.Exists(file) ? [file] : [];
    }

    /// <summary>The files of the sources.</summary>
    internal IEnumerable<string> Files(Invocation run) =>
    [
        .. Open(run, _text).Concat(Open(run, _sourceText)).Select(text => text.Path), .. run.Get(_lexicon) is { } lexicon ? new[] { lexicon } : [], .. Pairs(run).SelectMany(corpus => corpus.Files),
    ];

    private TrimText[] Open(Invocation run, Option<string[]> option) =>
        [.. (run.Get(option) ?? []).Select(DataArgument.Parse).Select(data => new TrimText(data.Path) { Language = data.Language, Column = run.Get(_column) })];

    private PairCorpus[] Pairs(Invocation run) => [.. (run.Get(_pairs) ?? []).Select(argument => PairCorpus.Parse(argument))];

    private static Option<string[]> Texts(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, HelpName = "[LANG=]FILE", AllowMultipleArgumentsPerToken = true };
}
