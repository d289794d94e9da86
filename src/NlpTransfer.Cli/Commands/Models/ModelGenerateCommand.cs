using System.CommandLine;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Commands.Translation;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Torch;

namespace NlpTransfer.Cli.Commands.Models;

internal sealed class ModelGenerateCommand : CliCommand
{
    private readonly Option<string> _model = new("--model", "-m") { Description = "The folder of a translation model.", HelpName = "DIR", Required = true };
    private readonly Option<string> _inputs = new("--inputs") { Description = "A safetensors file with input_ids, and attention_mask where rows are padded: integers [batch, length].", HelpName = "FILE", Required = true };
    private readonly GenerationFlags _generation = new();
    private readonly Option<int?> _best = Numbers.Optional("--best", "Sequences for each row, the best first (default 1).", 1, 64);
    private readonly Option<int?> _first = Numbers.Optional("--first-token", "The id that every sequence begins with after the start, such as a language's.", 0, 1 << 24);
    private readonly Option<bool> _noCache = new("--no-cache") { Description = "Compute keys and values anew at every step, for comparison: slower, the same sequences." };
    private readonly Option<int?> _threads = CommonOptions.Threads();

    internal ModelGenerateCommand(Terminal terminal)
        : base(
            terminal,
            "generate",
            "Generate sequences of token ids from token ids, for comparing with other libraries.",
            "nlptransfer model generate --model opus-mt-en-es --inputs ids.safetensors --beams 4 --max-new-tokens 40 --json")
    {
        Add(_model);
        Add(_inputs);
        _generation.AddTo(this);
        foreach (Option option in new Option[] { _best, _first, _noCache, _threads })
            Add(option);
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        TranslationFolder folder = TranslationFolder.Open(run.Get(_model)!);
        GenerationOptions options = _generation.Read(run, folder.Generation.Options);
        options = options with
        {
            Best = run.Get(_best) ?? 1,
            FirstToken = run.Get(_first) ?? options.FirstToken,
            MaxNewTokens = Math.Min(options.MaxNewTokens, folder.Config.Decoder.MaxTokens - 1),
        };
        options.Check();
        if (options.FirstToken >= folder.Config.Decoder.VocabularySize)
            throw new UsageException($"--first-token {options.FirstToken} is none of the model's {folder.Config.Decoder.VocabularySize} ids.");
        if (run.Get(_threads) is { } threads)
            LibTorch.Threads = threads;
        IReadOnlyList<IReadOnlyList<GeneratedSequence>> made = await run.Terminal.ProgressAsync(progress => Task.Run(
            () =>
            {
                progress.Report(new WorkProgress("generating", 0, 0));
                using TorchTranslationModel model = TorchTranslationModel.Load(folder);
                using TokenBatch batch = TokenBatchFile.Read(run.Get(_inputs)!, folder.Config.Encoder);
                using TorchSequenceDecoder decoder = model.Begin(batch, useCache: !run.Get(_noCache));
                return SequenceGenerator.Generate(decoder, folder.Generation, options, null, run.Cancellation);
            },
            run.Cancellation));
        GeneratedSequence[] all = [.. made.SelectMany(row => row)];
        (long[] ids, int length) = SequenceRows.Of(all, folder.Generation, options);
        long[][] rows = [.. ids.Chunk(length)];
        run.Terminal.Result(
            new JsonObject
            {
                ["sequences"] = new JsonArray([.. rows.Select(row => new JsonArray([.. row.Select(id => (JsonNode?)id)]))]),
                ["scores"] = new JsonArray([.. all.Select(sequence => (JsonNode?)sequence.Score)]),
                ["sequencesPerRow"] = options.Best,
            },
            console => Tables.Write(console, [">score", "sequence"], rows.Select((row, i) => (string[])[Figures.Share(all[i].Score), string.Join(' ', row)])));
        return 0;
    }
}
