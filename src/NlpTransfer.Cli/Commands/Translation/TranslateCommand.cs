using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using NlpTransfer.Tokenization;
using NlpTransfer.Torch;

namespace NlpTransfer.Cli.Commands.Translation;

internal sealed class TranslateCommand : CliCommand
{
    private const int LargestChunk = 256;

    private readonly Argument<string[]> _texts = new("text") { Description = "Texts to translate.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> _model = new("--model", "-m") { Description = "The folder of a translation model: EncoderDecoderModel, Marian, M2M-100 or NLLB.", HelpName = "DIR", Required = true };
    private readonly Option<string?> _to = new("--to") { Description = "The language to translate into, where the model has several.", HelpName = "LANG" };
    private readonly Option<string?> _from = new("--from") { Description = "The language of the texts, where the model has several (default: the tokenizer's).", HelpName = "LANG" };
    private readonly Option<string?> _input = new("--input", "-i") { Description = "A file of texts; - is standard input.", HelpName = "[LANG=]FILE" };
    private readonly OptionalFile _output = OptionalFile.Output("Write the JSON Lines to this file instead of standard output.", OutputGuard.Check);
    private readonly Option<bool> _unprotected = new("--no-placeholder-protection") { Description = "Let the model translate placeholders ({0}, %s, tags, URLs) too, instead of keeping them as they are." };
    private readonly GenerationFlags _generation = new();
    private readonly EncoderOptions _encoder = new("Source tokens of a batch, padding included.");
    private readonly DataOptions _data = new();

    internal TranslateCommand(Terminal terminal)
        : base(
            terminal,
            "translate",
            "Translate texts with a translation model.",
            "nlptransfer translate \"Good morning\" --model en-yo",
            "nlptransfer translate --input texts.txt --output texts.yo.jsonl --model nllb --from eng --to yor --beams 4")
    {
        Add(_texts);
        foreach (Option option in new Option[] { _model, _to, _from, _input, _unprotected })
            Add(option);
        _output.AddTo(this);
        _generation.AddTo(this);
        _encoder.AddTo(this);
        _data.AddTo(this);
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        string? output = _output.Path(run);
        var source = new TextSource(run, _texts, _input, _data);
        TranslationFolder folder = TranslationFolder.Open(run.Get(_model)!);
        GenerationOptions options = _generation.Read(run, folder.Generation.Options);
        (TextTokenizer tokenizer, TextTokenizer? target) = TextTokenizer.LoadBoth(folder);
        var text = new TranslationText(folder, tokenizer, target, run.Get(_from), run.Get(_to), _encoder.MaxLength(run));
        if (folder.Generation.Unsupported.Count > 0)
            run.Terminal.Warn($"{folder.Path}: generation_config.json asks for {string.Join(", ", folder.Generation.Unsupported)}, which is not supported; translations may differ from other libraries'");
        _encoder.ApplyThreads(run);
        LinearPrecision precision = _encoder.Precision(run);
        using TorchTextTranslator model = await run.Terminal.ProgressAsync(progress => Task.Run(() =>
        {
            progress.Report(new WorkProgress("loading the model", 0, 0));
            return new TorchTextTranslator(folder, text, options, _encoder.BatchTokens(run) ?? TorchTextTranslator.DefaultBatchTokens, precision);
        }));
        ITextTranslator translator = run.Get(_unprotected) ? model : model.WithPlaceholderProtection();
        if (output is null)
            await PrintAsync(run, translator, source);
        else
            await WriteAsync(run, translator, source, output);
        source.TellSkipped();
        return 0;
    }

    private static async Task PrintAsync(Invocation run, ITextTranslator translator, TextSource source)
    {
        await foreach ((string text, TextTranslation result) in TranslateAsync(translator, source, run.Cancellation))
            run.Terminal.Output.WriteLine(Line(text, result));
    }

    private async Task WriteAsync(Invocation run, ITextTranslator translator, TextSource source, string output)
    {
        var lines = new List<string>();
        int unfinished = 0, cut = 0;
        await run.Terminal.ProgressAsync(async progress =>
        {
            await foreach ((string text, TextTranslation result) in TranslateAsync(translator, source, run.Cancellation))
            {
                lines.Add(Line(text, result));
                unfinished += result.Flags.HasFlag(TranslationFlags.Unfinished) ? 1 : 0;
                cut += result.CutTokens > 0 ? 1 : 0;
                progress.Report(new WorkProgress("translating", lines.Count, 0));
            }

            return lines.Count;
        });
        AtomicFile.Write(output, stream => Write(stream, lines), _output.Force(run));
        run.Terminal.Result(
            new JsonObject { ["output"] = output, ["rows"] = lines.Count, ["truncated"] = cut, ["unfinished"] = unfinished },
            console => Tables.Pairs(
                console,
                ("written", output),
                ("translations", Figures.Count(lines.Count)),
                ("texts longer than is read", cut == 0 ? null : Figures.Count(cut)),
                ("ended at the longest output", unfinished == 0 ? null : Figures.Count(unfinished))));
    }

    // The first texts are translated on their own, so that their translations come at once; later ones in larger chunks, which go faster.
    private static async IAsyncEnumerable<(string Text, TextTranslation Result)> TranslateAsync(
        ITextTranslator translator, TextSource source, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var chunk = new List<string>();
        int size = 1;
        await foreach (CorpusRow row in source.ReadAsync(cancellation))
        {
            chunk.Add(row.Text);
            if (chunk.Count < size)
                continue;
            IReadOnlyList<TextTranslation> results = await translator.TranslateAsync(chunk, cancellation);
            for (int i = 0; i < chunk.Count; i++)
                yield return (chunk[i], results[i]);
            chunk.Clear();
            size = Math.Min(4 * size, LargestChunk);
        }

        IReadOnlyList<TextTranslation> last = await translator.TranslateAsync(chunk, cancellation);
        for (int i = 0; i < chunk.Count; i++)
            yield return (chunk[i], last[i]);
    }

    private static string Line(string text, TextTranslation result)
    {
        var json = new JsonObject { ["source"] = text, ["translation"] = result.Text, ["score"] = result.Score };
        if (result.CutTokens > 0)
            json["cutTokens"] = result.CutTokens;
        if (result.Flags != TranslationFlags.None)
            json["flags"] = new JsonArray([.. Enum.GetValues<TranslationFlags>().Where(flag => flag != 0 && result.Flags.HasFlag(flag)).Select(flag => (JsonNode?)NameOf(flag))]);
        return JsonText.LineOf(json);
    }

    private static string NameOf(TranslationFlags flag) => char.ToLowerInvariant($"{flag}"[0]) + $"{flag}"[1..];

    private static void Write(Stream stream, List<string> lines)
    {
        using var writer = new StreamWriter(stream, new System.Text.UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        foreach (string line in lines)
            writer.WriteLine(line);
    }
}
