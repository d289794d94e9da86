using System.Globalization;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using NlpTransfer.Evaluation;
using NlpTransfer.Metrics;

namespace NlpTransfer.Cli.Commands.Translation;

/// <summary>Scores line by line: a table of tabs, or JSON Lines.</summary>
internal static class SentenceScores
{
    internal static void Write(Invocation run, SegmentFile system, IReadOnlyList<SegmentFile> references, IReadOnlyList<TranslationMetric> metrics)
    {
        Terminal terminal = run.Terminal;
        string[] keys = [.. metrics.Select(TranslationMetrics.KeyOf)];
        foreach (TranslationMetric metric in metrics)
            terminal.Note($"{metric.Name}: {metric.ScoreSentence("a", [.. references.Select(_ => "a")]).Signature}");
        if (!terminal.Json)
            terminal.Output.WriteLine($"line\t{string.Join('\t', keys)}");
        for (int i = 0; i < system.Lines.Count; i++)
        {
            run.Cancellation.ThrowIfCancellationRequested();
            double[] values = [.. metrics.Select(metric => metric.ScoreSentence(system.Lines[i], [.. references.Select(set => set.Lines[i])]).Value)];
            if (terminal.Json)
                terminal.Output.WriteLine(JsonText.LineOf(new JsonObject([new("line", i + 1), .. keys.Zip(values, (key, value) => KeyValuePair.Create(key, (JsonNode?)value))])));
            else
                terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i + 1}\t{string.Join('\t', values.Select(Figures.Two))}"));
        }
    }
}
