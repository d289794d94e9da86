using System.Text.Json.Nodes;
using NlpTransfer.Cli.Commands.Classify;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using NlpTransfer.Evaluation;
using Spectre.Console;

namespace NlpTransfer.Cli.Commands.Quickstart;

/// <summary>The ladder as <c>quickstart</c> shows it, with what the highest rung said of a few held-out sentences.</summary>
internal sealed class LadderView(string language, int folds, LadderReport ladder, PooledFolds pooled)
{
    private const int Sentences = 5;

    /// <summary>The first held-out row of each label, a few labels.</summary>
    private int[] Shown => [.. Enumerable.Range(0, pooled.Rows.Count).DistinctBy(row => pooled.Rows[row].Label).Take(Sentences)];

    internal JsonObject ToJson()
    {
        JsonObject json = ladder.ToJson();
        json["language"] = language;
        json["folds"] = folds;
        SystemPredictions best = pooled.Systems[^1];
        json["predictions"] = new JsonArray([.. Shown.Select(row => new JsonObject
        {
            ["text"] = pooled.Rows[row].Text,
            ["label"] = best.Predicted[row],
            ["expected"] = pooled.Rows[row].Label,
            ["probability"] = best.Probabilities![row].Max(),
        })]);
        return json;
    }

    internal void Write(IAnsiConsole console)
    {
        TextWriter output = console.Profile.Out.Writer;
        output.WriteLine(
            $"{Figures.Count(pooled.Rows.Count)} short sentences in {language}, 7 topics, {folds} folds; each is classified by systems that have seen neither it nor its translations.");
        output.WriteLine("The sentences were written for trying the software: what these figures show is how the parts compare.");
        Tables.Write(
            console,
            ["system", "what it is", ">accuracy", ">macro F1"],
            ladder.Rungs.Select(rung => (string[])[rung.Scores.System, rung.Description, Figures.Of(rung.Scores.Accuracy), Figures.Of(rung.Scores.MacroF1)]));
        if (ladder.Rungs.Any(rung => rung.Scores.System == ExtendedEncoder.Name))
            output.WriteLine($"'{ExtendedEncoder.Name}' chose and healed its pieces on the text of these sentences, without labels. That is little text: with some thousand lines of your own, see 'remap' and 'adapt'.");
        output.WriteLine("Does each step help? Paired on the same sentences, p corrected for the number of comparisons:");
        ReportView.Comparisons(console, ladder.Comparisons);
        output.WriteLine($"What {pooled.Systems[^1].Name} says of sentences that were held out:");
        SystemPredictions best = pooled.Systems[^1];
        Tables.Write(
            console,
            ["sentence", "predicted", ">probability", "topic"],
            Shown.Select(row => (string[])[pooled.Rows[row].Text, best.Predicted[row], Figures.Share(best.Probabilities![row].Max()), pooled.Rows[row].Label!]));
        output.WriteLine("With your own rows (a file with the columns label and text):");
        output.WriteLine($"  nlptransfer crossvalidate classify --data {language}=FILE");
        output.WriteLine($"  nlptransfer finetune classify --train {language}=FILE --out my-topics");
        output.WriteLine("  nlptransfer predict --model my-topics \"a sentence\"");
    }
}
