using System.CommandLine;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using NlpTransfer.Tokenization;
using NlpTransfer.Torch;

namespace NlpTransfer.Cli.Commands.Translation;

internal sealed class BacktranslateCommand : CliCommand
{
    private const string StandardTag = "<BT>";
    private const int ChunkSize = 256;

    private readonly Option<string> _text = new("--text") { Description = "Plain text in the language that a model is to learn to write.", HelpName = "[LANG=]FILE", Required = true };
    private readonly Option<string> _model = new("--model", "-m") { Description = "A model that translates out of that language, the other way round.", HelpName = "DIR", Required = true };
    private readonly Option<string?> _to = new("--to") { Description = "The language to translate into, where the model has several.", HelpName = "LANG" };
    private readonly Option<string?> _from = new("--from") { Description = "The language of the text, where the model has several (default: the tokenizer's).", HelpName = "LANG" };
    private readonly Option<string> _tag = new("--tag") { Description = "What stands before every synthetic source, so that a model can tell them; empty for nothing.", HelpName = "TEXT", DefaultValueFactory = _ => StandardTag };
    private readonly Option<string> _out = CommonOptions.Out("The TSV file of pairs: synthetic sources and the text as their translations.");
    private readonly Option<bool> _force = CommonOptions.Force();
    private readonly GenerationFlags _generation = new();
    private readonly EncoderOptions _encoder = new("Tokens of a batch, padding included.");
    private readonly DataOptions _data = new();

    internal BacktranslateCommand(Terminal terminal)
        : base(
            terminal,
            "backtranslate",
            "Make synthetic pairs from plain text, by translating it back with a model of the other direction.",
            "nlptransfer backtranslate --text yor=yo.txt --model yo-en --out synthetic.tsv",
            "nlptransfer backtranslate --text yor=yo.txt --model yo-en --sample --top-tokens 10 --out synthetic.tsv")
    {
        foreach (Option option in new Option[] { _text, _model, _to, _from, _tag, _out, _force })
            Add(option);
        _generation.AddTo(this);
        _encoder.AddTo(this);
        _data.AddTo(this);
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        string output = run.Get(_out)!;
        bool force = run.Get(_force);
        OutputGuard.Check(output, force);
        TextCorpus corpus = _data.OpenText(run, run.Get(_text)!);
        TranslationFolder folder = TranslationFolder.Open(run.Get(_model)!);
        GenerationOptions options = _generation.Read(run, folder.Generation.Options);
        (TextTokenizer tokenizer, TextTokenizer? target) = TextTokenizer.LoadBoth(folder);
        var text = new TranslationText(folder, tokenizer, target, run.Get(_from), run.Get(_to), _encoder.MaxLength(run));
        _encoder.ApplyThreads(run);
        string tag = run.Get(_tag) is { Length: > 0 } given ? given + " " : "";
        var skipped = new SkippedRows();
        (List<string> rows, int leftOut) = await run.Terminal.ProgressAsync(async progress =>
        {
            using var translator = new TorchTextTranslator(folder, text, options, _encoder.BatchTokens(run) ?? TorchTextTranslator.DefaultBatchTokens, _encoder.Precision(run));
            var made = new List<string>();
            int dropped = 0;
            await foreach (CorpusRow[] chunk in corpus.ReadAsync(skipped, run.Cancellation).Chunk(ChunkSize).WithCancellation(run.Cancellation))
            {
                IReadOnlyList<TextTranslation> results = await translator.TranslateAsync([.. chunk.Select(row => row.Text)], run.Cancellation);
                for (int i = 0; i < chunk.Length; i++)
                {
                    // What was read in part, or came to no end or to nothing, is no pair to learn from.
                    if (results[i].CutTokens > 0 || results[i].Flags != TranslationFlags.None || string.IsNullOrWhiteSpace(results[i].Text))
                        dropped++;
                    else
                        made.Add($"{OneLine(tag + results[i].Text)}\t{OneLine(chunk[i].Text)}");
                }

                progress.Report(new WorkProgress("translating back", made.Count + dropped, 0));
            }

            return (made, dropped);
        });
        AtomicFile.Write(output, stream => Write(stream, rows), force);
        DataOptions.Tell(run.Terminal, corpus.Path, skipped);
        run.Terminal.Result(
            new JsonObject { ["out"] = output, ["pairs"] = rows.Count, ["leftOut"] = leftOut },
            console => Tables.Pairs(
                console, ("written", output), ("pairs", Figures.Count(rows.Count)), ("left out: cut, unfinished or empty", leftOut == 0 ? null : Figures.Count(leftOut))));
        return 0;
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Replace('\t', ' ');

    private static void Write(Stream stream, List<string> rows)
    {
        using var writer = new StreamWriter(stream, new System.Text.UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine("source\ttarget");
        foreach (string row in rows)
            writer.WriteLine(row);
    }
}
