using System.CommandLine;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Commands.Classify;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using NlpTransfer.Evaluation;
using NlpTransfer.Torch;
using Spectre.Console;

namespace NlpTransfer.Cli.Commands.Vectors;

internal sealed class EvaluateRetrievalCommand : CliCommand
{
    private readonly Option<string> _model = CommonOptions.Model();
    private readonly Option<string[]> _pairs = new("--pairs", "-p")
    {
        Description = "Held-out texts with their translations: a table with a column a language, or two files aligned line by line with a comma between, texts first. The language is the translations'.",
        HelpName = "[LANG=]FILE[,FILE]",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _sourceLanguage = new("--source-language") { Description = "The language of the texts, by which their column is found (default: left to the header).", HelpName = "LANG" };
    private readonly Option<int?> _limit = Numbers.Optional("--limit", "Read only the first N pairs of each file; shares of different numbers of pairs can't be compared.", 2, int.MaxValue);
    private readonly Option<string[]> _against = new("--against")
    {
        Description = "Other models (folders, or 'mini') to compare with on the same pairs.",
        HelpName = "DIR",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly OptionalFile _report = OptionalFile.Report("Also write the report, as .html, .md or .json (a whole cell: command, inputs' hashes, result).");
    private readonly EncoderOptions _encoder = new();

    internal EvaluateRetrievalCommand(Terminal terminal)
        : base(
            terminal,
            "retrieval",
            "Measure sentence vectors without labels: how often the nearest vector is the translation's.",
            "nlptransfer evaluate retrieval --pairs yor=en-yo.tsv swa=en-sw.tsv",
            "nlptransfer evaluate retrieval --model e5-small-yo --against e5-small --pairs yor=en.txt,yo.txt --report report.html")
    {
        foreach (Option option in new Option[] { _model, _pairs, _sourceLanguage, _limit, _against })
            Add(option);
        _report.AddTo(this);
        _encoder.AddTo(this);
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        string? report = _report.Path(run);
        _encoder.ApplyThreads(run);
        ModelFolder model = ModelChoice.Open(run, _model);
        ModelFolder[] others = [.. (run.Get(_against) ?? []).Select(name => ModelFolder.Open(ModelChoice.Folder(name)))];
        PairCorpus[] corpora = [.. run.Get(_pairs)!.Select(argument => PairCorpus.Parse(argument, run.Get(_sourceLanguage), new PairReadOptions { Limit = run.Get(_limit) }))];
        var pairs = new List<TextPair>();
        foreach (PairCorpus corpus in corpora)
            pairs.AddRange(await corpus.ReadAllAsync(cancellation: run.Cancellation));
        var opened = new List<TorchTextEmbedder>();
        try
        {
            RetrievalReport result = await run.Terminal.ProgressAsync(progress => Task.Run(() => RunAsync(run, model, others, pairs, opened, progress)));
            JsonObject json = CommittedCell.Complete(result.ToJson(), run, corpora.SelectMany(corpus => corpus.Files), model);
            if (others.Length > 0)
                json["againstModels"] = new JsonArray([.. others.Select(CommittedCell.Model)]);
            if (report is not null)
                CommittedCell.Save(report, _report.Force(run), json, () => result.Save(report, _report.Force(run)));
            if (result.Repeated > 0)
                run.Terminal.Note($"{Figures.Count(result.Repeated)} pairs were left out, because a text of theirs stands in an earlier pair of the language");
            foreach (RetrievalScores system in result.Systems.Where(system => system.CutTexts > 0))
                run.Terminal.Warn($"{Figures.Count(system.CutTexts)} texts are longer than {system.System} reads, and were cut");
            run.Terminal.Result(json, console => Write(console, result));
            return 0;
        }
        finally
        {
            opened.ForEach(embedder => embedder.Dispose());
        }
    }

    private Task<RetrievalReport> RunAsync(Invocation run, ModelFolder model, ModelFolder[] others, List<TextPair> pairs, List<TorchTextEmbedder> opened, IProgress<WorkProgress> progress)
    {
        (string Name, ITextEmbedder Embedder)[] rivals = [.. others.Select(other => (ModelChoice.Name(other), (ITextEmbedder)Open(other)))];
        var options = new RetrievalOptions { Name = ModelChoice.Name(model), Against = rivals };
        return RetrievalEvaluation.RunAsync(Open(model), pairs, options, progress, run.Cancellation);

        TorchTextEmbedder Open(ModelFolder folder)
        {
            progress.Report(new WorkProgress("loading the model", 0, 0));
            TorchTextEmbedder embedder = EmbedderSession.Open(folder, _encoder.MaxLength(run), _encoder.BatchTokens(run), null, _encoder.Precision(run), null);
            opened.Add(embedder);
            return embedder;
        }
    }

    private static void Write(IAnsiConsole console, RetrievalReport result)
    {
        console.Profile.Out.Writer.WriteLine(result.Summary);
        Tables.Write(
            console,
            ["model", "language", ">from the source", ">from the target", ">pairs"],
            result.Systems.SelectMany(system => system.Languages.Select(language => (string[])
            [
                system.System, language.Language, Figures.Of(language.FromSource), Figures.Of(language.FromTarget), Figures.Count(language.Pairs),
            ])));
        ReportView.Comparisons(console, result.Comparisons);
        ReportView.Comparisons(console, result.LanguageComparisons);
    }
}
