using System.CommandLine;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using NlpTransfer.Evaluation;
using NlpTransfer.Training;

namespace NlpTransfer.Cli.Commands.Classify;

internal sealed class EvaluateClassifyCommand : CliCommand
{
    private const string Majority = "majority";

    private readonly Option<string> _model = new("--model", "-m") { Description = "The folder of a classifier that 'finetune classify' wrote.", HelpName = "DIR", Required = true };
    private readonly Option<string[]> _files = new("--data") { Description = "Held-out labelled rows; several files are pooled.", HelpName = "[LANG=]FILE", Required = true };
    private readonly Option<string[]> _against = new("--against") { Description = "Another classifier's folder to compare with, or letters or majority; several may be given. The letters floor is always compared.", HelpName = "DIR" };
    private readonly OptionalFile _report = OptionalFile.Report("Also write the report, as .html, .md or .json.");
    private readonly EncoderOptions _encoder = new();
    private readonly DataOptions _data = new();

    internal EvaluateClassifyCommand(Terminal terminal)
        : base(
            terminal,
            "classify",
            "Measure a classifier on held-out rows: intervals, the floor, paired verdicts, leakage, calibration.",
            "nlptransfer evaluate classify --model yo-topics --data yor=test.tsv",
            "nlptransfer evaluate classify --model yo-topics --data yor=test.tsv --against yo-frozen --report report.html")
    {
        foreach (Option option in new Option[] { _model, _files, _against })
            Add(option);
        _report.AddTo(this);
        _encoder.AddTo(this);
        _data.AddTo(this);
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        string? report = _report.Path(run);
        _encoder.ApplyThreads(run);
        var opened = new List<TrainedClassifier>();
        try
        {
            TrainedClassifier trained = await OpenAsync(run, run.Get(_model)!, opened);
            List<CorpusRow> rows = await ReadAsync(run);
            EvaluationOptions options = FloorChoice.Options(trained) with
            {
                Name = OwnName(run),
                Against = await ContendersAsync(run, trained, rows, opened),
                LeakageFound = leakage => run.Terminal.Warn($"{leakage.Summary}; the scores below are too high"),
            };
            EvaluationReport result = await run.Terminal.ProgressAsync(progress => ClassifierEvaluation.RunAsync(trained, rows, options, progress, run.Cancellation));
            if (report is not null)
                result.Save(report, _report.Force(run));
            run.Terminal.Result(result.ToJson(), console => ReportView.Evaluation(console, result));
            return 0;
        }
        finally
        {
            opened.ForEach(classifier => classifier.Dispose());
        }
    }

    private async Task<List<CorpusRow>> ReadAsync(Invocation run)
    {
        var rows = new List<CorpusRow>();
        foreach (string file in run.Get(_files)!)
        {
            var skipped = new SkippedRows();
            rows.AddRange(await _data.OpenLabeled(run, file, "test").ReadAllAsync(skipped, run.Cancellation));
            DataOptions.Tell(run.Terminal, file, skipped);
        }

        return rows;
    }

    private async Task<List<Contender>> ContendersAsync(Invocation run, TrainedClassifier trained, List<CorpusRow> rows, List<TrainedClassifier> opened)
    {
        var contenders = new List<Contender>();
        var taken = new HashSet<string>(StringComparer.Ordinal) { OwnName(run), FloorChoice.Letters };
        foreach (string name in run.Get(_against) ?? [])
        {
            if (name == Majority)
                contenders.Add(new Contender("most frequent label", new MajorityClassifier(rows.Select(row => row.Label!))));
            else if (name != FloorChoice.Letters)
                contenders.Add(new Contender(FreeName(NameOf(name), taken), await OpenAsync(run, name, opened)));
            else if (FloorChoice.Of(trained) is null)
                throw new UsageException($"--against letters: {run.Get(_model)} has no letters model beside it; it is letters itself, or was trained without rows of the target language.");
        }

        return contenders;
    }

    private async Task<TrainedClassifier> OpenAsync(Invocation run, string folder, List<TrainedClassifier> opened)
    {
        TrainedClassifier classifier = await run.Terminal.ProgressAsync(progress => TrainedClassifier.OpenAsync(
            folder, _encoder.MaxLength(run), _encoder.BatchTokens(run) ?? TrainedClassifier.DefaultBatchTokens, progress, _encoder.Precision(run), run.Cancellation));
        opened.Add(classifier);
        return classifier;
    }

    /// <summary>The folder's name; one that is called like the floor is told apart from it.</summary>
    private string OwnName(Invocation run) => NameOf(run.Get(_model)!) is var name && name == FloorChoice.Letters ? "letters model" : name;

    /// <summary>The name, with a number where another system has it already: reports tell systems apart by their names.</summary>
    private static string FreeName(string name, HashSet<string> taken)
    {
        string free = name;
        for (int i = 2; !taken.Add(free); i++)
            free = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} ({i})");
        return free;
    }

    private static string NameOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
}
