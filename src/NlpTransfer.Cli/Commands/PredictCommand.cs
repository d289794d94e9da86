using System.CommandLine;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using NlpTransfer.LinearModels;
using NlpTransfer.Torch;
using NlpTransfer.Training;

namespace NlpTransfer.Cli.Commands;

internal sealed class PredictCommand : CliCommand
{
    private const int ChunkSize = 256;

    private readonly Argument<string[]> _texts = new("text") { Description = "Texts to classify.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> _model = CommonOptions.Model();
    private readonly Option<string?> _input = new("--input", "-i") { Description = "A file of texts; - is standard input.", HelpName = "[LANG=]FILE" };
    private readonly OptionalFile _output = OptionalFile.Output("Write the input's rows with the columns 'predicted' and 'probability' to this file instead.", (path, force) => CorpusTarget.Check(path, force));
    private readonly Option<string?> _labels = new("--labels") { Description = "Zero-shot: names of labels, separated by ';', that texts are compared with; needs no training.", HelpName = "A;B" };
    private readonly EncoderOptions _encoder = new();
    private readonly DataOptions _data = new();

    internal PredictCommand(Terminal terminal)
        : base(
            terminal,
            "predict",
            "Classify texts with a trained classifier, or zero-shot by the names of labels.",
            "nlptransfer predict --model yo-topics \"Àwọn ọmọdé ń gbá bọ́ọ̀lù\"",
            "nlptransfer predict --model yo-topics --input texts.tsv --output labelled.tsv",
            "nlptransfer predict --labels \"sport;health;politics\" \"They won the match\"")
    {
        Add(_texts);
        foreach (Option option in new Option[] { _model, _input, _labels })
            Add(option);
        _output.AddTo(this);
        _encoder.AddTo(this);
        _data.AddTo(this);
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        string? output = _output.Path(run);
        var source = new TextSource(run, _texts, _input, _data);
        _encoder.ApplyThreads(run);
        using IDisposable held = await OpenAsync(run);
        ITextClassifier classifier = (ITextClassifier)held;
        if (output is null)
        {
            await foreach ((CorpusRow row, TextClassification result) in ClassifyAsync(classifier, source, run.Cancellation))
                Write(run.Terminal, classifier.Labels, row.Text, result);
        }
        else
        {
            long count = 0;
            await CorpusWriter.WriteAsync(output, Rows(), null, null, _output.Force(run), run.Cancellation);
            run.Terminal.Result(new JsonObject { ["output"] = output, ["rows"] = count }, console => Tables.Pairs(console, ("written", output), ("rows", Figures.Count(count))));

            async IAsyncEnumerable<CorpusRow> Rows()
            {
                await foreach ((CorpusRow row, TextClassification result) in ClassifyAsync(classifier, source, run.Cancellation))
                {
                    count++;
                    yield return Labelled(row, classifier.Labels, result);
                }
            }
        }

        source.TellSkipped();
        return 0;
    }

    private async Task<IDisposable> OpenAsync(Invocation run)
    {
        if (run.Get(_labels) is { } labels)
        {
            run.Terminal.Note("zero-shot: texts are compared with the names of the labels; nothing was trained for this task, so expect less than from a trained classifier");
            return await run.Terminal.ProgressAsync(async _ => (IDisposable)await ZeroShotSession.OpenAsync(
                ModelChoice.Open(run, _model), labels.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), _encoder.MaxLength(run), _encoder.BatchTokens(run), _encoder.Precision(run), run.Cancellation));
        }

        if (!run.IsGiven(_model))
            throw new UsageException("give a classifier's folder with --model, or names of labels with --labels for zero-shot.");
        return await run.Terminal.ProgressAsync(async progress => (IDisposable)await TrainedClassifier.OpenAsync(
            run.Get(_model)!, _encoder.MaxLength(run), _encoder.BatchTokens(run) ?? TrainedClassifier.DefaultBatchTokens, precision: _encoder.Precision(run), cancellationToken: run.Cancellation));
    }

    private static async IAsyncEnumerable<(CorpusRow Row, TextClassification Result)> ClassifyAsync(
        ITextClassifier classifier, TextSource source, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (CorpusRow[] rows in source.ReadAsync(cancellation).Chunk(ChunkSize).WithCancellation(cancellation))
        {
            IReadOnlyList<TextClassification> results = await classifier.ClassifyAsync([.. rows.Select(row => row.Text)], cancellation);
            for (int i = 0; i < rows.Length; i++)
                yield return (rows[i], results[i]);
        }
    }

    private static void Write(Terminal terminal, IReadOnlyList<string> labels, string text, TextClassification result)
    {
        double best = Math.Exp(result.LogProbabilities[result.Best]);
        if (!terminal.Json)
        {
            terminal.Output.WriteLine($"{labels[result.Best]}\t{Figures.Share(best)}\t{text.ReplaceLineEndings(" ")}{(result.CutTokens > 0 ? $"\t({result.CutTokens} tokens not read)" : "")}");
            return;
        }

        var json = new JsonObject
        {
            ["text"] = text,
            ["label"] = labels[result.Best],
            ["scores"] = new JsonObject([.. labels.Select((label, i) => KeyValuePair.Create(label, (JsonNode?)Math.Exp(result.LogProbabilities[i])))]),
        };
        if (result.CutTokens > 0)
            json["cutTokens"] = result.CutTokens;
        terminal.Output.WriteLine(JsonText.LineOf(json));
    }

    private static CorpusRow Labelled(CorpusRow row, IReadOnlyList<string> labels, TextClassification result)
    {
        KeyValuePair<string, string>[] added =
        [
            new("predicted", labels[result.Best]),
            new("probability", Math.Exp(result.LogProbabilities[result.Best]).ToString("0.######", System.Globalization.CultureInfo.InvariantCulture)),
        ];
        if (row.Other.FirstOrDefault(column => added.Any(a => a.Key == column.Key)).Key is { } taken)
            throw new BadDataException($"{row.Position}: the input has a column '{taken}' already; rename it, since --output adds one of that name.");
        return row with { Other = [.. row.Other, .. added] };
    }
}
