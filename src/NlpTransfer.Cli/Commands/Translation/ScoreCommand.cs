using System.CommandLine;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using NlpTransfer.Evaluation;
using NlpTransfer.Metrics;

namespace NlpTransfer.Cli.Commands.Translation;

internal sealed class ScoreCommand : CliCommand
{
    private static readonly string[] s_referenceColumns = ["reference", "target", "translation", "tgt"];

    private readonly Option<string[]> _references = new("--reference", "-r") { Description = "References, a line for each line of --input; several files are several references.", HelpName = "FILE", Required = true, AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> _input = new("--input", "-i") { Description = "The translations to score, a line each; - is standard input. A table (.tsv, .csv, .jsonl, .parquet) has them in a column.", HelpName = "FILE", Required = true };
    private readonly Option<string[]> _compare = new("--compare") { Description = "Another system's translations of the same lines, to compare --input with; several may be given.", HelpName = "FILE" };
    private readonly Option<string?> _inputColumn = new("--input-column") { Description = "The column of --input and --compare that holds the translations (default: translation, hypothesis, or the text's).", HelpName = "NAME" };
    private readonly Option<string?> _referenceColumn = new("--reference-column") { Description = "The column of --reference that holds the references (default: reference, target, translation, or the text's).", HelpName = "NAME" };
    private readonly MetricFlags _metrics = new();
    private readonly Option<bool> _sentence = new("--sentence") { Description = "Score each line by itself, without intervals." };
    private readonly PairedFlags _paired = new();
    private readonly OptionalFile _report = OptionalFile.Report("Also write the scores, as .html, .md or .json.");

    /// <summary>What the column of translations is usually called.</summary>
    internal static string[] InputColumns { get; } = ["translation", "hypothesis", "mt"];

    internal ScoreCommand(Terminal terminal)
        : base(
            terminal,
            "score",
            "Score translations against references: BLEU, chrF, chrF++ and TER, figure for figure sacrebleu's, with intervals and paired tests. Neural metrics are out of scope.",
            "nlptransfer score --reference test.yo --input translated.yo",
            "nlptransfer score --reference test.yo --input mine.yo --compare theirs.yo --paired randomization --metrics bleu,chrf",
            "nlptransfer score --reference ref1.yo ref2.yo --input translated.yo --sentence --json")
    {
        foreach (Option option in new Option[] { _references, _input, _compare, _inputColumn, _referenceColumn, _sentence })
            Add(option);
        _metrics.AddTo(this);
        _paired.AddTo(this);
        _report.AddTo(this);
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        string? report = _report.Path(run);
        bool sentences = run.Get(_sentence);
        string[] compared = run.Get(_compare) ?? [];
        if (sentences && (compared.Length > 0 || report is not null || _paired.Given(run)))
            throw new UsageException("--sentence scores the lines of --input alone; leave --compare, --paired, --trials, --seed and --report out.");
        TranslationScoringOptions options = _paired.Options(run, compared.Length > 0) with { Metrics = _metrics.Create(run, sentences) };
        SegmentFile[] references = await ReadAsync(run, run.Get(_references)!, run.Get(_referenceColumn), s_referenceColumns);
        SegmentFile[] systems = await ReadAsync(run, [run.Get(_input)!, .. compared], run.Get(_inputColumn), InputColumns);
        if (sentences)
        {
            SegmentCheck.Require(systems, references);
            SentenceScores.Write(run, systems[0], references, options.Metrics);
            return 0;
        }

        TranslationScores scores = await run.Terminal.ProgressAsync(progress => Task.Run(
            () => TranslationScoring.Run(systems[0], references, systems[1..], options, progress, run.Cancellation), run.Cancellation));
        foreach (string warning in scores.Warnings)
            run.Terminal.Warn(warning);
        if (report is not null)
            scores.Save(report, _report.Force(run));
        run.Terminal.Result(scores.ToJson(), console => TranslationView.Scores(console, scores));
        return 0;
    }

    private static async Task<SegmentFile[]> ReadAsync(Invocation run, string[] files, string? column, string[] usual)
    {
        var read = new List<SegmentFile>();
        foreach (string file in files)
            read.Add(await SegmentFile.ReadAsync(file, column, usual, run.Cancellation));
        return [.. read];
    }
}
