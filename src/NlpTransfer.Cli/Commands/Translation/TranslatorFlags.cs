using System.CommandLine;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Tokenization;
using NlpTransfer.Torch;

namespace NlpTransfer.Cli.Commands.Translation;

/// <summary>How texts are translated, whatever they are translated for: direction, generation, placeholders, and how the model runs.</summary>
/// <param name="seed">The option that seeds the draw of tokens.</param>
internal sealed class TranslatorFlags(string seed = "--seed")
{
    private readonly Option<string?> _to = new("--to") { Description = "The language to translate into, where the model has several.", HelpName = "LANG" };
    private readonly Option<string?> _from = new("--from") { Description = "The language of the texts, where the model has several (default: the tokenizer's).", HelpName = "LANG" };
    private readonly Option<bool> _unprotected = new("--no-placeholder-protection") { Description = "Let the model translate placeholders ({0}, %s, tags, URLs) too, instead of keeping them as they are." };
    private readonly GenerationFlags _generation = new(seed);
    private readonly EncoderOptions _encoder = new("Source tokens of a batch, padding included.");

    internal void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _to, _from, _unprotected })
            command.Add(option);
        _generation.AddTo(command);
        _encoder.AddTo(command);
    }

    internal string? To(Invocation run) => run.Get(_to);

    internal string? From(Invocation run) => run.Get(_from);

    /// <summary>Loads the model of a folder for the direction that the user names.</summary>
    /// <param name="run">The command line.</param>
    /// <param name="path">The folder.</param>
    /// <param name="language">The language of the texts where nothing else says it; a model that can't be told it does without.</param>
    internal Task<OpenedTranslator> OpenAsync(Invocation run, string path, string? language = null) => OpenAsync(
        run, path, (folder, tokenizer) => (run.Get(_from) ?? new TranslationLanguages(folder, tokenizer).Told(language, null).From, run.Get(_to)));

    /// <summary>Loads the model of a folder for the direction of data, as far as it can be told one.</summary>
    internal Task<OpenedTranslator> OpenAsync(Invocation run, string path, string? from, string? to) =>
        OpenAsync(run, path, (folder, tokenizer) => new TranslationLanguages(folder, tokenizer).Told(from, to));

    private async Task<OpenedTranslator> OpenAsync(Invocation run, string path, Func<TranslationFolder, ITextTokenizer, (string? From, string? To)> direction)
    {
        TranslationFolder folder = TranslationFolder.Open(path);
        GenerationOptions options = _generation.Read(run, folder.Generation.Options);
        (TextTokenizer tokenizer, TextTokenizer? target) = TextTokenizer.LoadBoth(folder);
        (string? from, string? to) = direction(folder, tokenizer);
        var text = new TranslationText(folder, tokenizer, target, from, to, _encoder.MaxLength(run));
        if (folder.Generation.Unsupported.Count > 0)
            run.Terminal.Warn($"{folder.Path}: generation_config.json asks for {string.Join(", ", folder.Generation.Unsupported)}, which is not supported; translations may differ from other libraries'");
        _encoder.ApplyThreads(run);
        LinearPrecision precision = _encoder.Precision(run);
        int batchTokens = _encoder.BatchTokens(run) ?? TorchTextTranslator.DefaultBatchTokens;
        bool protects = !run.Get(_unprotected);
        return await run.Terminal.ProgressAsync(progress => Task.Run(() =>
        {
            progress.Report(new WorkProgress("loading the model", 0, 0));
            return new OpenedTranslator(folder, text, new TorchTextTranslator(folder, text, options, batchTokens, precision), protects);
        }));
    }
}
