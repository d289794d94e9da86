using System.CommandLine;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Commands.Classify;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using NlpTransfer.Evaluation;
using NlpTransfer.Remapping;
using NlpTransfer.Tokenization;
using NlpTransfer.Training;

namespace NlpTransfer.Cli.Commands.Remap;

internal sealed class RemapCompareCommand : CliCommand
{
    private readonly RemapFlags _flags = new();
    private readonly Option<string[]> _initializers = new("--initializer")
    {
        Description = $"The initialisers to compare: {string.Join(", ", RemapRecipes.All.Select(recipe => recipe.Name))}.",
        HelpName = "NAME",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => ["auto", "mean", "random"],
    };
    private readonly Option<string> _heldOut = new("--held-out")
    {
        Description = "Texts of the new language that are in none of the other files: plain text, or a corpus with a text column.",
        HelpName = "[LANG=]FILE",
        Required = true,
    };
    private readonly Option<int> _limit = Numbers.Required("--limit", "Held-out texts that are read at most.", 200, 2, 100_000);
    private readonly LabeledFlags _labeled = new();
    private readonly Option<double?> _minutes = Numbers.Optional(
        "--heal-minutes", "Heal each remapped model on --text as adapt does, the first for about N minutes and the others for as many steps, and measure again.", 1e-6, 100_000);
    private readonly Option<int?> _steps = Numbers.Optional("--heal-steps", "The same for N steps: the same seed gives the same figures.", 1, int.MaxValue);
    private readonly OptionalFile _report = OptionalFile.Report("Also write the report, as .html, .md or .json (a whole cell: command, inputs' hashes, seed, result).");

    internal RemapCompareCommand(Terminal terminal)
        : base(
            terminal,
            "compare",
            "Remap by several initialisers and tell how near the sentence vectors stay to the old model's, and how well labelled rows are classified, before and after healing.",
            "nlptransfer remap compare --model e5-small --text yor=yo.txt --pairs yor=en-yo.tsv --held-out yor=dev.txt --initializer auto mean alignment random",
            "nlptransfer remap compare --model e5-small --text yor=yo.txt --held-out yor=dev.txt --labeled yor=topics.tsv --heal-minutes 10 --report compare.json")
    {
        _flags.AddTo(this);
        foreach (Option option in (Option[])[_initializers, _heldOut, _limit, _minutes, _steps])
            Add(option);
        _labeled.AddTo(this);
        _report.AddTo(this);
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        string? path = _report.Path(run);
        DataArgument heldOut = DataArgument.Parse(run.Get(_heldOut)!);
        VocabularyRemapOptions remapping = _flags.Options(run);
        var inputs = new List<string>([.. _flags.TokenizerFiles(run), .. _flags.Files(run)]);
        IReadOnlyList<LanguageRows> labeled = await _labeled.ReadAsync(run, inputs);
        var options = new HealingTrialOptions
        {
            HeldOut = TextCorpus.Open(heldOut.Path, heldOut.Language, new CorpusReadOptions { Limit = run.Get(_limit) }),
            Healing = Healing(run, remapping.Seed),
            HealingTexts = _flags.PlainTexts(run),
            Labeled = labeled,
            Folds = _labeled.Folds(run),
            Seed = remapping.Seed,
        };
        inputs.AddRange(options.HeldOut.Files.Where(File.Exists));
        ModelFolder model = _flags.Model(run);
        TextTokenizer? tokenizer = _flags.Tokenizer(run);
        RemapSources sources = _flags.Sources(run);
        RemapComparisonReport report = await run.Terminal.ProgressAsync(async progress =>
        {
            using HealingTrial trial = await HealingTrial.OpenAsync(model, options, run.Cancellation);
            IReadOnlyList<RemapComparisonRow<HealingTrialResult>> rows = await RemapComparison.RunAsync(
                model, tokenizer, sources, run.Get(_initializers)!, (_, folder) => trial.RunAsync(folder, progress, run.Cancellation), remapping, progress, run.Cancellation);
            IReadOnlyList<FoldPredictions> baselines = await trial.RunBaselinesAsync(progress, run.Cancellation);
            return new RemapComparisonReport
            {
                Entries = [.. rows.Select(RemapCompareView.Entry)],
                Labeled = labeled.Count == 0 ? null : await Task.Run(() => Judge(labeled, baselines, rows, options.Folds, progress, run.Cancellation)),
                Seed = remapping.Seed,
            };
        });
        JsonObject json = CommittedCell.Complete(report.ToJson(), run, inputs, model);
        if (path is not null)
            CommittedCell.Save(path, _report.Force(run), json, () => report.Save(path, _report.Force(run)));
        run.Terminal.Result(json, console => RemapCompareView.Write(console, report));
        foreach (IGrouping<string, (string Initializer, RemapCaution Warning)> same in report.Entries.SelectMany(entry => entry.Warnings.Select(warning => (entry.Initializer, warning))).GroupBy(pair => pair.warning.Message))
            run.Terminal.Warn($"{string.Join(", ", same.Select(pair => pair.Initializer))}: {same.Key}");
        return 0;
    }

    private HealingOptions? Healing(Invocation run, ulong seed)
    {
        (double? minutes, int? steps) = (run.Get(_minutes), run.Get(_steps));
        if (minutes is null && steps is null)
            return null;
        if (minutes is not null && steps is not null)
            throw new UsageException("--heal-minutes and --heal-steps both say how long healing takes; give one of them.");
        if (_flags.PlainTexts(run).Count == 0)
            throw new UsageException("Healing needs plain text of the new language; give some with --text, or leave out --heal-minutes and --heal-steps.");
        var standard = new HealingOptions();
        // As many passes over the text as the time or the steps take.
        return standard with { Training = standard.Training with { Minutes = minutes, MaxSteps = steps, Epochs = 1000, Seed = seed } };
    }

    private static CrossValidationReport Judge(
        IReadOnlyList<LanguageRows> labeled, IReadOnlyList<FoldPredictions> baselines, IReadOnlyList<RemapComparisonRow<HealingTrialResult>> rows, int folds, IProgress<WorkProgress> progress, CancellationToken cancellation)
    {
        PooledFolds beside = PooledFolds.Of(labeled, baselines, system => system.Strategy.UsesLetters ? RemapComparisonReport.Letters : RemapComparisonReport.NoRemap);
        IEnumerable<SystemPredictions> Of(string initializer, IReadOnlyList<FoldPredictions> predicted, bool healed) =>
            PooledFolds.Of(labeled, predicted, _ => RemapComparisonReport.StrategyName(initializer, healed)).Systems;
        return CrossValidationReport.Create(
            beside.Rows,
            [.. beside.Systems, .. rows.SelectMany(row => Of(row.Initializer, row.Measure.LabeledBefore, false).Concat(Of(row.Initializer, row.Measure.LabeledAfter, true)))],
            RemapComparisonReport.LabeledOptions(folds),
            progress,
            cancellation);
    }
}
