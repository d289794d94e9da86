using System.CommandLine;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;

namespace NlpTransfer.Cli.Commands.Corpora;

internal sealed class CorpusCleanCommand : CliCommand
{
    private readonly Argument<string[]> _files = new("[LANG=]FILE[,FILE]") { Description = "Files of pairs: a column a language, or two aligned files with a comma between.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _out = CommonOptions.Out("The table to write (.tsv, .csv, .jsonl, .parquet), or - for standard output.");
    private readonly Option<string?> _to = CorpusTarget.To();
    private readonly Option<bool> _force = CommonOptions.Force();
    private readonly Option<double> _ratio = Numbers.Required("--max-ratio", "How many times longer one side may be; 0 for no limit.", 3.0, 0, 1_000);
    private readonly Option<int> _length = Numbers.Required("--max-characters", "The longest side in characters; 0 for no limit.", 2_000, 0, int.MaxValue);
    private readonly Option<bool> _identical = new("--keep-identical") { Description = "Keep pairs whose sides are the same." };
    private readonly Option<bool> _duplicates = new("--keep-duplicates") { Description = "Keep repeated pairs." };
    private readonly Option<bool> _numbers = new("--keep-number-mismatch") { Description = "Keep pairs whose numbers of two digits and more differ." };
    private readonly Option<bool> _placeholders = new("--keep-placeholder-mismatch") { Description = "Keep pairs whose placeholders, tags or addresses differ." };
    private readonly PairFlags _pairs = new();
    private readonly Option<string?> _format = DataOptions.FormatOption();

    internal CorpusCleanCommand(Terminal terminal)
        : base(
            terminal,
            "clean",
            "Leave out pairs that teach a translation model wrong, each reason counted; rows that can't be read are counted too.",
            "nlptransfer corpus clean yor=train.en,train.yo --out clean.tsv",
            "nlptransfer corpus clean pairs.tsv --source-language eng --max-ratio 2.5 --out clean.parquet")
    {
        Add(_files);
        foreach (Option option in new Option[] { _out, _to, _force, _ratio, _length, _identical, _duplicates, _numbers, _placeholders, _format })
            Add(option);
        _pairs.AddTo(this, always: true);
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        string goal = run.Get(_out)!;
        ICorpusFormat format = CorpusTarget.Check(goal, run.Get(_force), run.Get(_to));
        var cleaner = new PairCleaner(new PairCleaningOptions
        {
            MaximumRatio = run.Get(_ratio),
            MaximumLength = run.Get(_length),
            Identical = !run.Get(_identical),
            Duplicates = !run.Get(_duplicates),
            Numbers = !run.Get(_numbers),
            Placeholders = !run.Get(_placeholders),
        });
        var skipped = new SkippedRows();
        PairCorpus[] corpora = [.. run.Get(_files)!.Select(file => _pairs.Open(run, run.Get(_format), file))];
        await PairWriter.WriteAsync(goal, cleaner.CleanAsync(Pairs(), run.Cancellation), format, run.Get(_force), run.Cancellation);
        var json = new JsonObject { ["out"] = goal, ["rows"] = cleaner.Kept, ["dropped"] = PairView.Dropped(skipped.ByReason, cleaner.Dropped) };
        if (goal == "-")
            return 0;
        run.Terminal.Result(json, console => Tables.Pairs(
            console,
            [("written", goal), ("pairs kept", Figures.Count(cleaner.Kept)), .. PairView.Lines(skipped.ByReason, cleaner.Dropped)]));
        return 0;

        async IAsyncEnumerable<TextPair> Pairs()
        {
            foreach (PairCorpus corpus in corpora)
            {
                await foreach (TextPair pair in corpus.ReadAsync(skipped, run.Cancellation))
                    yield return pair;
            }
        }
    }
}
