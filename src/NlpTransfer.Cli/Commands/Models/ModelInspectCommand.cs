using System.CommandLine;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Tokenization;
using Spectre.Console;

namespace NlpTransfer.Cli.Commands.Models;

internal sealed class ModelInspectCommand : CliCommand
{
    private readonly Argument<string> _folder = new("DIR")
    {
        Description = "A model folder, or 'mini', the embedded one.",
        DefaultValueFactory = _ => ModelChoice.Mini,
    };

    internal ModelInspectCommand(Terminal terminal)
        : base(
            terminal,
            "inspect",
            "Tell what a model folder holds: family, sizes, tokenizer, how texts become vectors, and what made it.",
            "nlptransfer model inspect mini",
            "nlptransfer model inspect yo-topics --json")
    {
        Add(_folder);
    }

    protected override Task<int> RunAsync(Invocation run)
    {
        string path = ModelChoice.Folder(run.Get(_folder)!);
        if (TranslationFolder.Is(path))
            return InspectTranslation(run, TranslationFolder.Open(path));
        ModelFolder model = ModelFolder.Open(path);
        TextTokenizer? tokenizer = model.TokenizerPath is null ? null : TextTokenizer.Load(model.TokenizerPath);
        using ITensorSource weights = model.OpenWeights();
        var view = new ModelView(model, tokenizer, weights.Tensors);
        run.Terminal.Result(view.ToJson(), view.Write);
        if (view.SizesDiffer is { } warning)
            run.Terminal.Warn(warning);
        return Task.FromResult(0);
    }

    private static Task<int> InspectTranslation(Invocation run, TranslationFolder model)
    {
        TextTokenizer? tokenizer = model.TokenizerPath is null ? null : TextTokenizer.Load(model.TokenizerPath);
        using ITensorSource weights = model.OpenWeights();
        var view = new TranslationModelView(model, tokenizer, weights.Tensors);
        run.Terminal.Result(view.ToJson(), view.Write);
        return Task.FromResult(0);
    }
}
