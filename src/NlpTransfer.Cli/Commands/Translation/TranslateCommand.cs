using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;

namespace NlpTransfer.Cli.Commands.Translation;

internal sealed class TranslateCommand : CliCommand
{
    private const int LargestBatch = 256;

    private readonly Argument<string[]> _texts = new("text") { Description = "Texts to translate.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> _model = new("--model", "-m") { Description = "The folder of a translation model: EncoderDecoderModel, Marian, M2M-100 or NLLB.", HelpName = "DIR", Required = true };
    private readonly Option<string?> _input = new("--input", "-i") { Description = "A text, whose lines are translated as they come, or a table; - is standard input. Blank lines, line ends and the space between sentences are kept.", HelpName = "[LANG=]FILE" };
    private readonly Option<bool> _plain = new("--plain") { Description = "Write the translations alone, each with the line end of its text, instead of JSON Lines." };
    private readonly OptionalFile _output = OptionalFile.Output("Write to this file instead of standard output.", OutputGuard.Check);
    private readonly TranslatorFlags _translator = new();
    private readonly DataOptions _data = new();

    internal TranslateCommand(Terminal terminal)
        : base(
            terminal,
            "translate",
            "Translate texts with a translation model, documents and streams too.",
            "nlptransfer translate \"Good morning\" --model en-yo",
            "nlptransfer translate --input manual.txt --output manual.yo.txt --plain --model nllb --from eng --to yor --beams 4",
            "nlptransfer translate - --model en-yo < texts.txt")
    {
        Add(_texts);
        foreach (Option option in new Option[] { _model, _input, _plain })
            Add(option);
        _output.AddTo(this);
        _translator.AddTo(this);
        _data.AddTo(this);
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        string? output = _output.Path(run);
        bool plain = run.Get(_plain);
        if (plain && output is null && run.Terminal.Json)
            throw new UsageException("--plain writes no JSON; leave --json or --plain out, or name a file with --output.");
        var source = new TranslationSource(run, _texts, _input, _data);
        using OpenedTranslator translator = await _translator.OpenAsync(run, run.Get(_model)!, source.Language);
        var counts = new TranslationTally(run.Terminal, source.Name);
        IAsyncEnumerable<TranslatedLine> lines = translator.Translator.TranslateLinesAsync(source.ReadAsync(run.Cancellation), LargestBatch, run.Cancellation);
        if (output is null)
        {
            await foreach (TranslatedLine line in lines)
                run.Terminal.Output.Write(counts.Take(line, plain));
        }
        else
        {
            await run.Terminal.ProgressAsync(progress => Task.Run(() => Write(output, _output.Force(run), lines.ToBlockingEnumerable(run.Cancellation), line =>
            {
                string text = counts.Take(line, plain);
                progress.Report(new WorkProgress("translating", counts.Lines, 0));
                return text;
            })));
            run.Terminal.Result(
                new JsonObject { ["output"] = output, ["rows"] = counts.Lines, ["untranslated"] = counts.Faults, ["truncated"] = counts.Cut, ["unfinished"] = counts.Unfinished },
                console => Tables.Pairs(
                    console,
                    ("written", output),
                    ("texts", Figures.Count(counts.Lines)),
                    ("texts longer than is read", counts.Cut == 0 ? null : Figures.Count(counts.Cut)),
                    ("ended at the longest output", counts.Unfinished == 0 ? null : Figures.Count(counts.Unfinished))));
        }

        source.TellSkipped();
        return counts.Faults == 0 ? 0
            : run.Terminal.Fail($"{source.Name}: {Figures.Count(counts.Faults)} of {Figures.Count(counts.Lines)} lines {(counts.Faults == 1 ? "has" : "have")} no translation; the warnings say which and why.", 3);
    }

    private static bool Write(string path, bool force, IEnumerable<TranslatedLine> lines, Func<TranslatedLine, string> textOf)
    {
        AtomicFile.Write(
            path,
            stream =>
            {
                using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
                foreach (TranslatedLine line in lines)
                    writer.Write(textOf(line));
            },
            force);
        return true;
    }
}
