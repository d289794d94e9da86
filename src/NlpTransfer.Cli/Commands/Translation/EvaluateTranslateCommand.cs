using System.CommandLine;
using System.Globalization;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using NlpTransfer.Evaluation;

namespace NlpTransfer.Cli.Commands.Translation;

internal sealed class EvaluateTranslateCommand : CliCommand
{
    private readonly Option<string> _model = new("--model", "-m") { Description = "The folder of a translation model: EncoderDecoderModel, Marian, M2M-100 or NLLB.", HelpName = "DIR", Required = true };
    private readonly Option<string[]> _against = new("--against") { Description = "Another model's folder, or a file of its translations of the same texts, to compare with; several may be given. copy, the texts as their own translations, is always compared.", HelpName = "DIR|FILE", AllowMultipleArgumentsPerToken = true };
    private readonly Option<int> _samples = Numbers.Required("--samples", "Translations that are shown, the first ones.", new TranslationEvaluationOptions().Samples, 0, 1000);
    private readonly HeldOutPairFlags _pairs = new();
    private readonly TranslatorFlags _translator = new("--sampling-seed");
    private readonly MetricFlags _metrics = new();
    private readonly PairedFlags _paired = new("--against");
    private readonly OptionalFile _report = OptionalFile.Report("Also write the report, as .html, .md or .json.");

    internal EvaluateTranslateCommand(Terminal terminal)
        : base(
            terminal,
            "translate",
            "Measure a translation model on held-out pairs: BLEU, chrF, chrF++ and TER as sacrebleu has them, intervals, the copied source as the floor, paired verdicts, leakage. Neural metrics are out of scope.",
            "nlptransfer evaluate translate --model en-yo --pairs yor=test.tsv",
            "nlptransfer evaluate translate --model en-yo --pairs yor=test.en,test.yo --against en-yo-scratch --train yor=train.tsv --report report.html")
    {
        Add(_model);
        _pairs.AddTo(this);
        Add(_against);
        Add(_samples);
        _translator.AddTo(this);
        _metrics.AddTo(this);
        _paired.AddTo(this);
        _report.AddTo(this);
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        string? report = _report.Path(run);
        TranslationScoringOptions scoring = _paired.Options(run, compared: true) with { Metrics = _metrics.Create(run, sentences: false) };
        string model = run.Get(_model)!;
        string? from = _translator.From(run), to = _translator.To(run);
        List<TextPair> pairs = await _pairs.ReadAsync(run, from, to);
        (from, to) = (from ?? pairs[0].SourceLanguage, to ?? pairs[0].TargetLanguage);
        var opened = new List<OpenedTranslator>();
        try
        {
            bool named = _translator.From(run) is not null || _translator.To(run) is not null;
            OpenedTranslator system = Keep(named ? await _translator.OpenAsync(run, model) : await _translator.OpenAsync(run, model, from, to));
            var options = new TranslationEvaluationOptions
            {
                Name = NameOf(model),
                Against = await ContendersAsync(run, async folder => Keep(await _translator.OpenAsync(run, folder, from, to))),
                TrainedOn = await _pairs.TrainedOnAsync(run, system.Folder, from, to),
                LeakageFound = leakage => run.Terminal.Warn($"{leakage.Summary}; the scores below are too high"),
                Scoring = scoring,
                Samples = run.Get(_samples),
            };
            if (options.TrainedOn.Reason is { } reason)
                run.Terminal.Note($"leakage could not be checked: {reason}; name the pairs with --train");
            TranslationEvaluationReport result = await run.Terminal.ProgressAsync(
                progress => TranslationEvaluation.RunAsync(system.Translator, pairs, options, progress, run.Cancellation));
            if (report is not null)
                result.Save(report, _report.Force(run));
            run.Terminal.Result(result.ToJson(), console => TranslationView.Evaluation(console, result));
            return 0;
        }
        finally
        {
            opened.ForEach(one => one.Dispose());
        }

        OpenedTranslator Keep(OpenedTranslator translator)
        {
            opened.Add(translator);
            return translator;
        }
    }

    private async Task<List<TranslationContender>> ContendersAsync(Invocation run, Func<string, Task<OpenedTranslator>> open)
    {
        var contenders = new List<TranslationContender>();
        var taken = new HashSet<string>(StringComparer.Ordinal) { NameOf(run.Get(_model)!), TranslationEvaluationOptions.Copy };
        foreach (string name in (run.Get(_against) ?? []).Where(name => name != TranslationEvaluationOptions.Copy))
        {
            if (Directory.Exists(name))
                contenders.Add(new TranslationContender(FreeName(NameOf(name), taken), (await open(name)).Translator));
            else if (File.Exists(name))
                contenders.Add(new TranslationContender(FreeName(Path.GetFileName(name), taken), (await SegmentFile.ReadAsync(name, null, ScoreCommand.InputColumns, run.Cancellation)).Lines));
            else
                throw new UsageException($"--against {name}: there is no such model folder or file of translations; write copy for the texts as their own translations.");
        }

        return contenders;
    }

    /// <summary>The name, with a number where another system has it already: reports tell systems apart by their names.</summary>
    private static string FreeName(string name, HashSet<string> taken)
    {
        string free = name;
        for (int i = 2; !taken.Add(free); i++)
            free = string.Create(CultureInfo.InvariantCulture, $"{name} ({i})");
        return free;
    }

    /// <summary>The folder's name; one that is called like the floor is told apart from it.</summary>
    private static string NameOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))) is var name && name == TranslationEvaluationOptions.Copy ? "copy model" : name;
}
