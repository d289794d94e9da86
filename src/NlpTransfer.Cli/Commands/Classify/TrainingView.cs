using System.Globalization;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Evaluation;
using NlpTransfer.LinearModels;
using NlpTransfer.Training;
using Spectre.Console;

namespace NlpTransfer.Cli.Commands.Classify;

/// <summary>What a training gave, for reading and as JSON.</summary>
internal static class TrainingView
{
    internal static JsonObject Json(string goal, TrainedClassifier trained, EvaluationReport? dev)
    {
        JsonObject? scores = dev?.ToJson();
        return new JsonObject
        {
            ["out"] = goal,
            ["strategy"] = trained.Strategy.Name,
            ["choice"] = trained.Choice is { } choice ? Choice(choice) : null,
            ["labels"] = new JsonArray([.. trained.Labels.Select(label => (JsonNode?)label)]),
            ["parts"] = new JsonArray([.. trained.Parts.Select(part => new JsonObject { ["part"] = part.Kind, ["weight"] = part.Weight })]),
            ["steps"] = trained.Run.Steps,
            ["tokens"] = trained.Run.Tokens,
            ["seconds"] = trained.Run.Seconds,
            ["tokensPerSecond"] = trained.Run.TokensPerSecond,
            ["interrupted"] = trained.WasInterrupted,
            ["memory"] = MemoryView.Json(trained.Run.Memory),
            ["selection"] = trained.Selection is { } selection ? Selection(selection) : null,
            ["dev"] = scores is null ? null : new JsonObject
            {
                ["accuracy"] = scores["accuracy"]!.DeepClone(),
                ["macroF1"] = scores["macroF1"]!.DeepClone(),
                ["floor"] = scores["floor"]?.DeepClone(),
                ["comparisons"] = scores["comparisons"]!.DeepClone(),
            },
        };
    }

    internal static void Write(IAnsiConsole console, string goal, TrainedClassifier trained, EvaluationReport? dev)
    {
        if (trained.Choice is { } choice)
        {
            Tables.Write(
                console,
                ["strategy", ">log loss", ">accuracy", ""],
                choice.Candidates.Select(candidate => (string[])
                [
                    candidate.Strategy.Name, candidate.LogLoss.ToString("0.0000", CultureInfo.InvariantCulture), Figures.Share(candidate.Accuracy), candidate.Strategy == choice.Chosen ? "taken" : "",
                ]));
            console.Profile.Out.Writer.WriteLine(choice.Reason);
        }

        if (trained.Selection is { Folds: > 0 } selection)
        {
            Tables.Write(
                console,
                ["tried in the training rows", ">log loss", ">accuracy", ""],
                selection.Trials.Take(8).Select(trial => (string[])
                [
                    trial.Name, trial.LogLoss.ToString("0.0000", CultureInfo.InvariantCulture), Figures.Share(trial.Accuracy), trial == selection.Chosen ? "taken" : "",
                ]));
            console.Profile.Out.Writer.WriteLine(selection.Reason);
        }

        Tables.Pairs(
            console,
            ("classifier", goal),
            ("strategy", trained.Strategy.Name),
            ("labels", string.Join(", ", trained.Labels)),
            ("training", trained.Run.Steps == 0 ? null : string.Create(
                CultureInfo.InvariantCulture, $"{trained.Run.Steps:N0} steps, {trained.Run.Tokens:N0} tokens, {trained.Run.Seconds:0} s, {trained.Run.TokensPerSecond:N0} tokens/s")),
            ("dev", dev?.Summary));
        console.Profile.Out.Writer.WriteLine($"try it: nlptransfer predict --model {goal} \"a sentence\"");
    }

    private static JsonObject Choice(StrategyChoice choice) => new()
    {
        ["chosen"] = choice.Chosen.Name,
        ["reason"] = choice.Reason,
        ["candidates"] = new JsonArray([.. choice.Candidates.Select(candidate => new JsonObject
        {
            ["strategy"] = candidate.Strategy.Name,
            ["combination"] = candidate.Combination,
            ["logLoss"] = double.IsFinite(candidate.LogLoss) ? candidate.LogLoss : null,
            ["accuracy"] = double.IsFinite(candidate.Accuracy) ? candidate.Accuracy : null,
        })]),
    };

    private static JsonObject Selection(SelectionReport selection) => new()
    {
        ["folds"] = selection.Folds,
        ["rows"] = selection.Rows,
        ["chosen"] = selection.Chosen.Name,
        ["reason"] = selection.Reason,
        ["trials"] = new JsonArray([.. selection.Trials.Select(trial => new JsonObject
        {
            ["name"] = trial.Name,
            ["logLoss"] = double.IsFinite(trial.LogLoss) ? trial.LogLoss : null,
            ["accuracy"] = double.IsFinite(trial.Accuracy) ? trial.Accuracy : null,
        })]),
    };
}
