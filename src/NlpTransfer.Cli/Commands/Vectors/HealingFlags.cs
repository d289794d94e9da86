using System.CommandLine;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using NlpTransfer.Training;
using Spectre.Console;

namespace NlpTransfer.Cli.Commands.Vectors;

/// <summary>The way of adapt for encoders without a masked-LM head: they learn the sentence vectors that they had before their vocabulary was changed.</summary>
internal sealed class HealingFlags
{
    private static readonly HealingOptions Defaults = new();

    private readonly Option<string?> _teacher = new("--teacher") { Description = "Without a masked-LM head: the model before its vocabulary was changed, whose vectors are learnt; it has to be given.", HelpName = "DIR" };
    private readonly Option<string> _rows = new("--rows") { Description = "Which token embeddings train, of those that the texts use: new (those that the teacher does not have) or all.", HelpName = "new|all", DefaultValueFactory = _ => "new" };
    private readonly Option<bool> _layers = new("--layers") { Description = "Train all layers too, after the embeddings." };
    private readonly VectorTrainingFlags _training;

    internal HealingFlags(StepFlags steps) => _training = new VectorTrainingFlags(Defaults.Training, steps);

    /// <summary>The options that are about healing alone.</summary>
    internal IReadOnlyList<Option> Options => [_teacher, _rows, _layers, .. _training.Options];

    internal void AddTo(Command command)
    {
        foreach (Option option in Options)
            command.Add(option);
    }

    /// <summary>The teacher.</summary>
    /// <exception cref="UsageException">None is given.</exception>
    internal ModelFolder OpenTeacher(Invocation run, ModelFolder model) => run.Get(_teacher) is { } teacher
        ? ModelFolder.Open(ModelChoice.Folder(teacher))
        : throw new UsageException($"{model.Path}: the model has no masked-LM head, so it learns the sentence vectors that it had before its vocabulary was changed; give the model from before (--teacher).");

    /// <summary>How it is healed.</summary>
    /// <param name="run">The invocation.</param>
    /// <param name="embeddingsFirst">Share of the steps for the embeddings alone; null where it is not given.</param>
    /// <param name="perLanguage">Texts of a language at most; null for the default.</param>
    /// <param name="heldOut">Texts of a language that are held out; null for the default.</param>
    /// <param name="dev">Texts that measure.</param>
    internal HealingOptions Read(Invocation run, double? embeddingsFirst, int? perLanguage, int? heldOut, IReadOnlyList<TextCorpus> dev)
    {
        bool layers = run.Get(_layers);
        if (!layers && embeddingsFirst is not null)
            throw new UsageException("--embeddings-first has an effect only where layers train too; leave it out, or give --layers.");
        return new HealingOptions
        {
            Training = _training.Read(run),
            Rows = run.Get(_rows) switch
            {
                "new" => TrainedRows.New,
                "all" => TrainedRows.All,
                string other => throw new UsageException($"--rows takes new or all, not '{other}'."),
                null => Defaults.Rows,
            },
            TrainLayers = layers,
            EmbeddingsFirst = embeddingsFirst ?? Defaults.EmbeddingsFirst,
            TextsPerLanguage = perLanguage ?? Defaults.TextsPerLanguage,
            HeldOutTexts = heldOut ?? Defaults.HeldOutTexts,
            Dev = dev,
        };
    }

    internal static JsonObject Json(string goal, HealingReport report)
    {
        JsonObject json = VectorRunView.Json(goal, report.Run);
        json["texts"] = report.Texts;
        json["trainedRows"] = report.TrainedRows;
        json["newRows"] = report.NewRows;
        json["shortened"] = report.Shortened;
        json["centred"] = new JsonObject { ["before"] = report.CentredBefore, ["after"] = report.CentredAfter };
        json["unknownToTeacher"] = new JsonObject(report.UnknownToTeacher.Select(language => KeyValuePair.Create(language.Key, (JsonNode?)Math.Round(language.Value, 4))));
        json["languages"] = VectorRunView.Json(report.Languages);
        return json;
    }

    internal static void Warn(Terminal terminal, HealingReport report)
    {
        foreach ((string language, double share) in report.UnknownToTeacher)
            terminal.Warn($"{language}: {Figures.One(100 * share)} % of the tokens are unknown to the teacher, so its vectors say little of these texts and there is little to keep; draw them to translations instead (align)");
    }

    internal static void Write(IAnsiConsole console, string goal, HealingReport report)
    {
        VectorRunView.Agreement(console, report.Languages);
        Tables.Pairs(
            console,
            ("model", goal),
            ("training", VectorRunView.Describe(report.Run)),
            ("texts", $"{Figures.Count(report.Texts)}, {Figures.Count(report.Shortened)} shortened"),
            ("embeddings", $"{Figures.Count(report.TrainedRows)} trained; {Figures.Count(report.NewRows)} are new to the teacher"),
            ("centred", report.CentredBefore is { } before ? $"{Figures.Share(before)} before, {(report.CentredAfter is { } after ? Figures.Share(after) : "not measured")} after (mean over languages)" : null));
    }
}
