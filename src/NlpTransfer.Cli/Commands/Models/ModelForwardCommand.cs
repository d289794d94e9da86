using System.CommandLine;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Torch;

namespace NlpTransfer.Cli.Commands.Models;

internal sealed class ModelForwardCommand : CliCommand
{
    private readonly Option<string> _model = CommonOptions.Model();
    private readonly Option<string> _inputs = new("--inputs") { Description = "A safetensors file with input_ids, attention_mask and token_type_ids where needed, and decoder_input_ids or labels for a translation model: integers [batch, length].", HelpName = "FILE", Required = true };
    private readonly Option<string> _out = CommonOptions.Out("The safetensors file to write: last_hidden_state, and logits where the model has a head.");
    private readonly Option<bool> _force = CommonOptions.Force();
    private readonly Option<int?> _threads = CommonOptions.Threads();

    internal ModelForwardCommand(Terminal terminal)
        : base(
            terminal,
            "forward",
            "Run a model on token ids and write what it computes, for comparing with other libraries.",
            "nlptransfer model forward --model e5-small --inputs ids.safetensors --out states.safetensors")
    {
        foreach (Option option in new Option[] { _model, _inputs, _out, _force, _threads })
            Add(option);
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        string goal = run.Get(_out)!;
        bool force = run.Get(_force);
        OutputGuard.Check(goal, force);
        string path = ModelChoice.Folder(run.Get(_model)!);
        if (run.Get(_threads) is { } threads)
            LibTorch.Threads = threads;
        List<NamedTensor> written = await run.Terminal.ProgressAsync(progress => Task.Run(() =>
        {
            progress.Report(new WorkProgress("running the model", 0, 0));
            return TranslationFolder.Is(path) ? Translate(TranslationFolder.Open(path), run.Get(_inputs)!) : Run(ModelFolder.Open(path), run.Get(_inputs)!);
        }));
        SafetensorsWriter.Write(goal, written, overwrite: force);
        run.Terminal.Result(
            new JsonObject
            {
                ["out"] = goal,
                ["tensors"] = new JsonArray([.. written.Select(tensor => new JsonObject { ["name"] = tensor.Name, ["shape"] = new JsonArray([.. tensor.Shape.ToArray().Select(n => (JsonNode?)n)]) })]),
            },
            console => Tables.Pairs(console, [("written", goal), .. written.Select(tensor => (tensor.Name, (string?)string.Join(" x ", tensor.Shape.ToArray())))]));
        return 0;
    }

    private static List<NamedTensor> Run(ModelFolder folder, string inputs)
    {
        using TorchModel model = TorchModel.Load(folder);
        using TokenBatch batch = TokenBatchFile.Read(inputs, folder.Config);
        ModelOutputs outputs = model.Run(batch);
        List<NamedTensor> written = [NamedTensor.Create("last_hidden_state", outputs.LastHiddenState, outputs.HiddenShape)];
        if (outputs.Logits is not null)
            written.Add(NamedTensor.Create("logits", outputs.Logits, outputs.LogitsShape!));
        return written;
    }

    private static List<NamedTensor> Translate(TranslationFolder folder, string inputs)
    {
        using TorchTranslationModel model = TorchTranslationModel.Load(folder);
        using TokenBatch batch = TokenBatchFile.Read(inputs, folder.Config.Encoder);
        TranslationOutputs outputs = model.Run(batch, TokenBatchFile.ReadTargets(inputs, folder.Config)?.Ids);
        List<NamedTensor> written = [NamedTensor.Create("encoder_last_hidden_state", outputs.SourceStates, outputs.SourceShape)];
        if (outputs.Logits is not null)
        {
            written.Add(NamedTensor.Create("last_hidden_state", outputs.TargetStates!, outputs.TargetShape!));
            written.Add(NamedTensor.Create("logits", outputs.Logits, outputs.LogitsShape!));
        }

        return written;
    }
}
