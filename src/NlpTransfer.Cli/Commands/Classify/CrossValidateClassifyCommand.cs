using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using NlpTransfer.Evaluation;
using NlpTransfer.Training;
using Spectre.Console;

namespace NlpTransfer.Cli.Commands.Classify;

internal sealed class CrossValidateClassifyCommand : CliCommand
{
    private readonly Option<string[]> _files = new("--data") { Description = "Labelled rows to cross-validate on; files of one language are pooled, several languages share the folds.", HelpName = "[LANG=]FILE", Required = true };
    private readonly Option<string[]> _from = new("--transfer-from") { Description = "Labelled rows of other languages to learn from; rows of a held-out group never train.", HelpName = "[LANG=]FILE" };
    private readonly Option<int> _folds = Numbers.Required("--folds", "Number of folds.", 5, 2, 100);
    private readonly Option<string[]> _strategies = new("--strategy")
    {
        Description = "Strategies to compare, in order, each with those before it; NAME-alone leaves the other languages out, NAME-zero-shot the target's labels (default: letters, frozen-alone, frozen, combined).",
        HelpName = "NAME",
    };

    private readonly Option<int?> _few = Numbers.Optional("--rows-per-label", "Train on N rows a label only, drawn inside the training rows of each fold.", 1, 1_000_000);
    private readonly OptionalFile _report = OptionalFile.Report("Also write the report, as .html, .md or .json (a whole cell: command, inputs' hashes, seed, result).");
    private readonly Option<string> _model = CommonOptions.Model();
    private readonly Option<string[]> _others = new("--against-model")
    {
        Description = "Other models (folders, or 'mini') to compare --model with: the strategies that need an encoder run with each on the same folds, and are called 'STRATEGY, MODEL'.",
        HelpName = "DIR",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly TrainingOptions _training = new(oneStrategy: false);
    private readonly DataOptions _data = new();

    internal CrossValidateClassifyCommand(Terminal terminal)
        : base(
            terminal,
            "classify",
            "Compare strategies on your own rows: every row is predicted once by classifiers that have not seen its group.",
            "nlptransfer crossvalidate classify --data yor=train.tsv --transfer-from eng=train.en.tsv",
            "nlptransfer crossvalidate classify --data yor=yor.tsv --data hau=hau.tsv --group-column index_id --strategy letters --strategy combined --json",
            "nlptransfer crossvalidate classify --data yor=train.tsv --model e5-small-yo --against-model e5-small")
    {
        foreach (Option option in new Option[] { _files, _from, _folds, _strategies, _few, _model, _others })
            Add(option);
        _report.AddTo(this);
        _training.AddTo(this);
        _data.AddTo(this);
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        string? report = _report.Path(run);
        var plan = new CrossValidationPlan { Folds = run.Get(_folds), RowsPerLabel = run.Get(_few) };
        if (run.Get(_strategies) is { Length: > 0 } names)
            plan = plan with { Systems = [.. names.Select(CrossValidatedSystem.Parse)] };
        plan = plan with { Training = _training.Read(run, [.. plan.Systems.Select(system => system.Strategy)]) };
        var inputs = new List<string>();
        IReadOnlyList<LanguageRows> corpora = await ReadAsync(run, run.Get(_files)!, inputs), sources = await ReadAsync(run, run.Get(_from) ?? [], inputs);
        if (sources.Count == 0)
            plan = WithoutSources(plan, run);
        ModelFolder? model = plan.Systems.Any(system => system.Strategy.NeedsEncoder) ? ModelChoice.Open(run, _model) : null;
        if (model is null && run.IsGiven(_model))
            throw new UsageException("--model has no effect: none of the strategies needs an encoder; leave it out.");
        ModelFolder[] others = OpenOthers(run, model);

        (PooledFolds pooled, CrossValidationReport result) = await run.Terminal.ProgressAsync(async progress =>
        {
            PooledFolds folds = await RunAsync(model, others, corpora, sources, plan, progress, run.Cancellation);
            progress.Report(new WorkProgress("comparing", 0, 0));
            return (folds, await Task.Run(() => CrossValidationReport.Create(folds.Rows, folds.Systems, new() { Folds = plan.Folds }, cancellationToken: run.Cancellation)));
        });
        JsonObject json = Json(run, result, pooled, plan, inputs, model, others);
        if (report is not null)
            CommittedCell.Save(report, _report.Force(run), json, () => result.Save(report, _report.Force(run)));
        MemoryView.Note(run.Terminal, pooled.Memory);
        run.Terminal.Result(json, console => Write(console, result, pooled));
        return 0;
    }

    private ModelFolder[] OpenOthers(Invocation run, ModelFolder? model)
    {
        ModelFolder[] others = [.. (run.Get(_others) ?? []).Select(name => ModelFolder.Open(ModelChoice.Folder(name)))];
        if (others.Length > 0 && model is null)
            throw new UsageException("--against-model has no effect: none of the strategies needs an encoder; leave it out.");
        if (others.Select(ModelChoice.Name).GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new UsageException($"--against-model names two folders '{twice.Key}', which could not be told apart in the table; rename one.");
        return others;
    }

    /// <summary>The strategies that need no encoder, those of the other models, and last those of the model itself, which are so compared with all others.</summary>
    private static async Task<PooledFolds> RunAsync(
        ModelFolder? model,
        ModelFolder[] others,
        IReadOnlyList<LanguageRows> corpora,
        IReadOnlyList<LanguageRows> sources,
        CrossValidationPlan plan,
        IProgress<WorkProgress> progress,
        CancellationToken cancellation)
    {
        if (others.Length == 0)
            return await PooledFolds.RunAsync(model, corpora, sources, plan, progress, cancellation);
        CrossValidationPlan with = plan with { Systems = [.. plan.Systems.Where(system => system.Strategy.NeedsEncoder)] };
        CrossValidationPlan without = plan with { Systems = [.. plan.Systems.Where(system => !system.Strategy.NeedsEncoder)] };
        var runs = new List<PooledFolds>();
        if (without.Systems.Count > 0)
            runs.Add(await PooledFolds.RunAsync(null, corpora, sources, without, progress, cancellation));
        foreach (ModelFolder other in others)
            runs.Add(await PooledFolds.RunAsync(other, corpora, sources, with, progress, cancellation, system => $"{system.Name}, {ModelChoice.Name(other)}"));
        runs.Add(await PooledFolds.RunAsync(model, corpora, sources, with, progress, cancellation));
        return PooledFolds.Join(runs);
    }

    /// <summary>Without other languages a strategy and its <c>-alone</c> variant are the same.</summary>
    private CrossValidationPlan WithoutSources(CrossValidationPlan plan, Invocation run)
    {
        if (plan.Systems.FirstOrDefault(system => !system.WithTarget) is { } needy)
            throw new UsageException($"'{needy.Name}' learns from other languages alone; give some with --transfer-from.");
        if (!run.IsGiven(_strategies))
            return plan with { Systems = [.. plan.Systems.Where(system => system.WithSources)] };
        return plan.Systems.FirstOrDefault(system => !system.WithSources) is { } alone
            ? throw new UsageException($"'{alone.Name}' leaves out the other languages, and there are none; give some with --transfer-from, or write '{alone.Strategy.Name}'.")
            : plan;
    }

    private Task<IReadOnlyList<LanguageRows>> ReadAsync(Invocation run, string[] files, List<string> inputs) =>
        LabeledLanguages.ReadAsync(run, files.Select(file => (file, _data.OpenLabeled(run, file))), inputs);

    private static JsonObject Json(Invocation run, CrossValidationReport result, PooledFolds pooled, CrossValidationPlan plan, IReadOnlyList<string> inputs, ModelFolder? model, ModelFolder[] others)
    {
        JsonObject json = result.ToJson();
        foreach (JsonObject strategy in json["strategies"]!.AsArray().Select(node => node!.AsObject()))
            strategy["seconds"] = Math.Round(pooled.Seconds((string)strategy["system"]!), 2);
        json["seed"] = plan.Training.Seed;
        if (pooled.Memory is { } memory)
            json["memory"] = MemoryView.Json(memory);
        if (others.Length > 0)
            json["againstModels"] = new JsonArray([.. others.Select(CommittedCell.Model)]);
        return CommittedCell.Complete(json, run, inputs, model);
    }

    private static void Write(IAnsiConsole console, CrossValidationReport result, PooledFolds pooled)
    {
        string[] languages = [.. result.Strategies[0].Languages.Select(l => l.Language.Length == 0 ? "unknown" : l.Language)];
        console.Profile.Out.Writer.WriteLine(
            $"{Figures.Count(result.Rows)} rows in {Figures.Count(result.Groups)} groups, {result.Folds} folds; each row is predicted once by classifiers that have not seen its group");
        Tables.Write(
            console,
            ["strategy", languages.Length == 0 ? ">accuracy" : ">mean accuracy", ">macro F1", .. languages.Select(l => ">" + l), ">seconds"],
            result.Strategies.Select(s => (string[])
            [
                s.Name, Figures.Of(s.Scores.Accuracy), Figures.Of(s.Scores.MacroF1), .. s.Languages.Select(l => Figures.Share(l.Scores.Accuracy.Value)),
                pooled.Seconds(s.Name).ToString("0.0", CultureInfo.InvariantCulture),
            ]));
        ReportView.Comparisons(console, result.Comparisons);
        ReportView.Comparisons(console, result.LanguageComparisons);
    }
}
