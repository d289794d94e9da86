using System.CommandLine;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using NlpTransfer.Metrics;
using NlpTransfer.Remapping;
using NlpTransfer.Tokenization;
using Spectre.Console;

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

    internal RemapCompareCommand(Terminal terminal)
        : base(
            terminal,
            "compare",
            "Remap by several initialisers and tell how near the sentence vectors stay to the old model's, before healing.",
            "nlptransfer remap compare --model e5-small --text yor=yo.txt --pairs yor=en-yo.tsv --held-out yor=dev.txt --initializer auto mean alignment random")
    {
        _flags.AddTo(this);
        foreach (Option option in (Option[])[_initializers, _heldOut, _limit])
            Add(option);
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        DataArgument data = DataArgument.Parse(run.Get(_heldOut)!);
        TextCorpus corpus = TextCorpus.Open(data.Path, data.Language, new CorpusReadOptions { Limit = run.Get(_limit) });
        var texts = new List<string>();
        await foreach (CorpusRow row in corpus.ReadAsync(cancellation: run.Cancellation))
            texts.Add(row.Text);
        ModelFolder model = _flags.Model(run);
        TextTokenizer? tokenizer = _flags.Tokenizer(run);
        RemapSources sources = _flags.Sources(run);
        string[] names = run.Get(_initializers)!;
        IReadOnlyList<RemapComparisonRow> rows = await run.Terminal.ProgressAsync(progress => RemapComparison.RunAsync(
            model, tokenizer, sources, names, texts, folder => EmbedderSession.Open(folder, null, null, null, null), _flags.Options(run), progress, run.Cancellation));
        run.Terminal.Result(
            new JsonObject { ["initializers"] = new JsonArray([.. rows.Select(Json)]) },
            console => Tables.Write(console, ["initialiser", ">new pieces", ">tokens a word", ">cosine, held out", "tokens by method"], rows.Select(Cells)));
        return 0;
    }

    private static JsonNode Json(RemapComparisonRow row)
    {
        Score cosine = Cosine(row);
        JsonObject json = row.Report.ToJson();
        return new JsonObject
        {
            ["initializer"] = row.Initializer,
            ["cosine"] = new JsonObject { ["value"] = cosine.Value, ["low"] = cosine.Low, ["high"] = cosine.High, ["n"] = cosine.N },
            ["mode"] = json["mode"]!.DeepClone(),
            ["tokensByMethod"] = json["tokensByMethod"]!.DeepClone(),
            ["coverage"] = json["coverage"]!.DeepClone(),
            ["fertilityAfter"] = json["fertilityAfter"]?.DeepClone(),
            ["warnings"] = json["warnings"]!.DeepClone(),
        };
    }

    private static IReadOnlyList<string> Cells(RemapComparisonRow row) =>
    [
        row.Initializer, Figures.Count(row.Report.PiecesAdded), row.Report.Words > 0 ? Figures.Share(row.Report.FertilityAfter) : "-", Figures.Of(Cosine(row)),
        string.Join(", ", row.Report.Methods.Select(method => $"{method.Method} {Figures.Count(method.Tokens)}")),
    ];

    private static Score Cosine(RemapComparisonRow row) => Score.Create(row.Cosines.Average(), Bootstrap.OfMean([.. row.Cosines]), row.Cosines.Count);
}
