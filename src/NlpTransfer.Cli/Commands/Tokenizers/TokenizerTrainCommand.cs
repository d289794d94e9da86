using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Tokenization;
using Spectre.Console;

namespace NlpTransfer.Cli.Commands.Tokenizers;

internal sealed class TokenizerTrainCommand : CliCommand
{
    private readonly Option<string> _kind = new("--kind") { Description = "unigram (fits best) or bpe (merges of the most frequent pairs).", HelpName = "unigram|bpe", DefaultValueFactory = _ => "unigram" };
    private readonly Option<string[]> _input = new("--input", "-i") { Description = "Texts to train on, plain or a corpus with a text column; languages are balanced.", HelpName = "[LANG=]FILE", Required = true, AllowMultipleArgumentsPerToken = true };
    private readonly TokenizerTrainingChoices _choices = new();
    private readonly Option<int> _holdOut = Numbers.Required("--hold-out", "Every so many texts, one is not trained on but measured; 0: none.", 20, 0, 1_000_000);
    private readonly Option<string[]> _against = new("--against") { Description = "Tokenizers (a file or a model folder) to measure beside the new one.", HelpName = "PATH", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _licence = new("--licence") { Description = "Licence of the texts, for the card.", HelpName = "NAME" };
    private readonly Option<string?> _credit = new("--credit") { Description = "Where the texts are from and whom to name, for the card.", HelpName = "TEXT" };
    private readonly Option<string> _out = CommonOptions.Out("The folder that gets tokenizer.json, tokenizer.model and a card.");
    private readonly Option<bool> _force = CommonOptions.Force();
    private readonly DataOptions _data = new();

    internal TokenizerTrainCommand(Terminal terminal)
        : base(
            terminal,
            "train",
            "Train a tokenizer on texts.",
            "nlptransfer tokenizer train --vocabulary-size 2000 --input yor=yo.txt --required \"ẹ ọ ṣ ǹ ḿ\" --out yo-tokenizer",
            "nlptransfer tokenizer train --kind bpe --vocabulary-size 16000 --byte-fallback --input eng=en.txt fra=fr.txt --out both --against e5-small")
    {
        Add(_kind);
        Add(_input);
        _choices.AddTo(this);
        foreach (Option option in (Option[])[_holdOut, _against, _licence, _credit, _out, _force])
            Add(option);
        _data.AddTo(this);
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        string goal = run.Get(_out)!;
        OutputGuard.Check(goal, run.Get(_force));
        bool unigram = run.Get(_kind) switch
        {
            "unigram" => true,
            "bpe" => false,
            var other => throw new UsageException($"--kind must be unigram or bpe, not '{other}'."),
        };
        TokenizerTrainingOptions options = _choices.Read(run);
        var others = new NamedTokenizers(run.Get(_against) ?? []);
        var texts = new TrainingTexts(run, _data, run.Get(_input)!, run.Get(_holdOut));
        var watch = Stopwatch.StartNew();
        TrainedTokenizer trained = await run.Terminal.ProgressAsync(progress => Task.Run(() => unigram
            ? UnigramTrainer.Train(texts.Read(), options, progress, run.Cancellation)
            : BpeTrainer.Train(texts.Read(), options, progress, run.Cancellation)));
        double seconds = watch.Elapsed.TotalSeconds;
        texts.TellSkipped();
        IReadOnlyList<TokenizerFit> fits = await run.Terminal.ProgressAsync(progress => Task.Run(
            () => TokenizerFit.Measure([("new", trained.Tokenizer), .. others.Open()], texts.HeldOut, progress, run.Cancellation)));
        var card = new TokenizerCard(run, trained, unigram ? "Unigram" : "BPE", texts, fits) { Licence = run.Get(_licence), Credit = run.Get(_credit) };
        string? noModel = null;
        AtomicFolder.Write(goal, run.Get(_force), folder =>
        {
            noModel = trained.SaveTo(folder);
            card.WriteTo(folder);
        });
        if (noModel is not null)
            run.Terminal.Note(noModel);
        JsonObject json = TokenizerTrainingView.Json(trained, fits, seconds);
        json["out"] = goal;
        run.Terminal.Result(json, console => TokenizerTrainingView.Write(console, goal, trained, fits, seconds));
        foreach (string warning in trained.Report.Warnings)
            run.Terminal.Warn(warning);
        return 0;
    }
}
