using System.CommandLine;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Commands.Classify;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Evaluation;
using NlpTransfer.Training;

namespace NlpTransfer.Cli.Commands.Quickstart;

internal sealed class QuickstartCommand : CliCommand
{
    private static readonly (CrossValidatedSystem System, string Description)[] s_ladder =
    [
        (new(ClassifierStrategy.Letters), "letters only: the floor"),
        (new(ClassifierStrategy.Frozen, WithSources: false), "multilingual encoder, the language's own rows"),
        (new(ClassifierStrategy.Frozen), "with English, French, German and Spanish rows"),
        (new(ClassifierStrategy.Combined), "letters and encoder combined"),
    ];

    private readonly Option<string> _language = new("--language")
    {
        Description = $"The language to try: {string.Join(", ", StarterCorpus.Targets)}.",
        HelpName = "LANG",
        DefaultValueFactory = _ => StarterCorpus.Targets[0],
    };

    private readonly Option<string> _model = CommonOptions.Model();
    private readonly Option<ulong> _seed = CommonOptions.Seed();
    private readonly OptionalFile _report = OptionalFile.Report("Also write the ladder, as .html, .md or .json.");

    internal QuickstartCommand(Terminal terminal)
        : base(
            terminal,
            "quickstart",
            "See in about 90 seconds what transfer does, on a corpus and a model that come with the program.",
            "nlptransfer quickstart",
            "nlptransfer quickstart --language snd --report ladder.html")
    {
        foreach (Option option in new Option[] { _language, _model, _seed })
            Add(option);
        _report.AddTo(this);
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        string language = FindLanguage(run.Get(_language)!);
        string? report = _report.Path(run);
        ModelFolder model = ModelChoice.Open(run, _model);
        LanguageRows target = await StarterCorpus.ReadAsync(language, run.Cancellation);
        var sources = new List<LanguageRows>();
        foreach (string source in StarterCorpus.Sources)
            sources.Add(await StarterCorpus.ReadAsync(source, run.Cancellation));
        var plan = new CrossValidationPlan { Systems = [.. s_ladder.Select(rung => rung.System)], Training = new() { Seed = run.Get(_seed) } };
        (PooledFolds pooled, LadderReport ladder) = await run.Terminal.ProgressAsync(async progress =>
        {
            PooledFolds folds = await PooledFolds.RunAsync(model, [target], sources, plan, progress, run.Cancellation);
            LadderStep[] steps = [.. folds.Systems.Zip(s_ladder, (predictions, rung) => new LadderStep(predictions, rung.Description))];
            // The highest rung stays the last: letters and the encoder as it is.
            steps = [.. steps[..^1], .. await ExtendedAsync(run, model, target, sources, plan, progress), steps[^1]];
            progress.Report(new WorkProgress("comparing", 0, 0));
            return (folds, await Task.Run(() => LadderReport.Create(folds.Rows, steps, cancellationToken: run.Cancellation)));
        });
        if (report is not null)
            ladder.Save(report, _report.Force(run));
        var view = new LadderView(language, plan.Folds, ladder, pooled);
        JsonObject json = CommittedCell.Complete(view.ToJson(), run, [], model);
        json["seed"] = plan.Training.Seed;
        run.Terminal.Result(json, view.Write);
        return 0;
    }

    /// <summary>The rung before the last: the encoder of the one below it, with its vocabulary extended for the language. None where the model's can't be.</summary>
    private static async Task<LadderStep[]> ExtendedAsync(
        Invocation run, ModelFolder model, LanguageRows target, IReadOnlyList<LanguageRows> sources, CrossValidationPlan plan, IProgress<WorkProgress> progress)
    {
        try
        {
            using ExtendedEncoder encoder = await ExtendedEncoder.CreateAsync(model, target.Language!, plan.Training.Seed, progress, run.Cancellation);
            var frozen = plan with { Systems = [new(ClassifierStrategy.Frozen)] };
            PooledFolds folds = await PooledFolds.RunAsync(encoder.Model, [target], sources, frozen, progress, run.Cancellation, _ => ExtendedEncoder.Name);
            return [new LadderStep(folds.Systems[0], $"the same, {Figures.Count(encoder.AddedPieces)} pieces of the language added and healed")];
        }
        catch (NlpTransferException refused) when (refused is ModelFormatException or UsageException)
        {
            run.Terminal.Note($"the rung with an extended vocabulary is left out: {refused.Message}");
            return [];
        }
    }

    private static string FindLanguage(string text) =>
        StarterCorpus.Targets.FirstOrDefault(language => LanguageTag.TryParse(text, out LanguageTag? tag) && tag.Iso6393 == language)
        ?? throw new UsageException($"the starter corpus has no target language '{text}'; it has {string.Join(", ", StarterCorpus.Targets)}. For your own rows use 'nlptransfer crossvalidate classify'.");
}
