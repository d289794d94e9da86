using System.CommandLine;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using NlpTransfer.Torch;

namespace NlpTransfer.Cli.Commands;

internal sealed class EmbedCommand : CliCommand
{
    private const int ChunkSize = 256;

    private readonly Argument<string[]> _texts = new("text") { Description = "Texts to embed.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> _model = CommonOptions.Model();
    private readonly Option<string?> _input = new("--input", "-i") { Description = "A file of texts; - is standard input.", HelpName = "[LANG=]FILE" };
    private readonly OptionalFile _output = OptionalFile.Output("Write the vectors to this .npy, .parquet or .safetensors file instead of printing JSON Lines.", CheckTarget);
    private readonly Option<string?> _prompt = new("--prompt") { Description = "The model's prompt to put before texts, such as query or passage, or none (default: the model's own).", HelpName = "NAME" };
    private readonly EncoderOptions _encoder = new();
    private readonly DataOptions _data = new();

    internal EmbedCommand(Terminal terminal)
        : base(
            terminal,
            "embed",
            "Turn texts into vectors.",
            "nlptransfer embed \"Ẹ káàárọ̀\" \"Good morning\"",
            "nlptransfer embed --input texts.tsv --output vectors.npy --model e5-small")
    {
        Add(_texts);
        foreach (Option option in new Option[] { _model, _input, _prompt })
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
        using TorchTextEmbedder embedder = await run.Terminal.ProgressAsync(progress => Task.Run(() =>
        {
            progress.Report(new WorkProgress("loading the model", 0, 0));
            return EmbedderSession.Open(ModelChoice.Open(run, _model), _encoder.MaxLength(run), _encoder.BatchTokens(run), run.Get(_prompt), _encoder.Precision(run), null);
        }));
        if (output is null)
            await PrintAsync(run, embedder, source);
        else
            await WriteAsync(run, embedder, source, output);
        source.TellSkipped();
        return 0;
    }

    private static void CheckTarget(string path, bool force)
    {
        VectorFiles.CheckEnding(path);
        OutputGuard.Check(path, force);
    }

    private static async Task PrintAsync(Invocation run, TorchTextEmbedder embedder, TextSource source)
    {
        await foreach (CorpusRow[] rows in source.ReadAsync(run.Cancellation).Chunk(ChunkSize).WithCancellation(run.Cancellation))
        {
            IReadOnlyList<TextEmbedding> embedded = await embedder.EmbedAsync([.. rows.Select(row => row.Text)], run.Cancellation);
            for (int i = 0; i < rows.Length; i++)
            {
                var json = new JsonObject { ["text"] = rows[i].Text, ["vector"] = new JsonArray([.. embedded[i].Vector.Select(value => (JsonNode?)value)]) };
                if (embedded[i].CutTokens > 0)
                    json["cutTokens"] = embedded[i].CutTokens;
                run.Terminal.Output.WriteLine(JsonText.LineOf(json));
            }
        }
    }

    private async Task WriteAsync(Invocation run, TorchTextEmbedder embedder, TextSource source, string output)
    {
        var texts = new List<string>();
        var vectors = new List<float[]>();
        int cut = await run.Terminal.ProgressAsync(async progress =>
        {
            int shortened = 0;
            await foreach (CorpusRow[] rows in source.ReadAsync(run.Cancellation).Chunk(ChunkSize).WithCancellation(run.Cancellation))
            {
                texts.AddRange(rows.Select(row => row.Text));
                IReadOnlyList<TextEmbedding> embedded = await embedder.EmbedAsync([.. rows.Select(row => row.Text)], run.Cancellation);
                vectors.AddRange(embedded.Select(result => result.Vector));
                shortened += embedded.Count(result => result.CutTokens > 0);
                progress.Report(new WorkProgress("embedding", texts.Count, 0));
            }

            return shortened;
        });
        VectorFiles.Write(output, texts, vectors, _output.Force(run));
        run.Terminal.Result(
            new JsonObject { ["output"] = output, ["rows"] = texts.Count, ["dimension"] = embedder.Dimension, ["truncated"] = cut },
            console => Tables.Pairs(
                console,
                ("written", output),
                ("vectors", $"{Figures.Count(texts.Count)} x {embedder.Dimension}"),
                ("texts longer than is read", cut == 0 ? null : Figures.Count(cut))));
    }
}
