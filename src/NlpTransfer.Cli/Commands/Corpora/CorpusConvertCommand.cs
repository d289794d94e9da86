using System.CommandLine;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;

namespace NlpTransfer.Cli.Commands.Corpora;

internal sealed class CorpusConvertCommand : CliCommand
{
    private readonly DataOptions _data = new();
    private readonly Argument<string[]> _files = new("[LANG=]FILE") { Description = "Files or folders to read, one after the other; - is standard input.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _out = CommonOptions.Out("The file to write, or - for standard output.");
    private readonly Option<string?> _to = CorpusTarget.To();
    private readonly Option<bool> _force = CommonOptions.Force();

    internal CorpusConvertCommand(Terminal terminal)
        : base(
            terminal,
            "convert",
            "Write files in another format, or several as one.",
            "nlptransfer corpus convert yor=train.tsv --out train.parquet",
            "nlptransfer corpus convert yor=yor.tsv eng=eng.tsv --out both.jsonl")
    {
        Add(_files);
        Add(_out);
        Add(_to);
        Add(_force);
        _data.AddTo(this);
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        string goal = run.Get(_out)!;
        bool force = run.Get(_force);
        ICorpusFormat format = CorpusTarget.Check(goal, force, run.Get(_to));
        var skipped = new SkippedRows();
        TextCorpus[] corpora = [.. run.Get(_files)!.Select(file => _data.OpenText(run, file, keepOtherColumns: true))];
        long written = 0;
        await CorpusWriter.WriteAsync(goal, Rows(), format, null, force, run.Cancellation);
        DataOptions.Tell(run.Terminal, string.Join(", ", run.Get(_files)!), skipped);
        var json = new JsonObject
        {
            ["out"] = goal,
            ["rows"] = written,
            ["dropped"] = CorpusTarget.Dropped(skipped.ByReason),
        };
        // On standard output the rows themselves are the result.
        if (goal == "-")
            return 0;
        run.Terminal.Result(json, console => Tables.Pairs(console, ("written", goal), ("rows", Figures.Count(written))));
        return 0;

        async IAsyncEnumerable<CorpusRow> Rows()
        {
            foreach (TextCorpus corpus in corpora)
            {
                await foreach (CorpusRow row in corpus.ReadAsync(skipped, run.Cancellation))
                {
                    written++;
                    yield return row;
                }
            }
        }
    }
}
