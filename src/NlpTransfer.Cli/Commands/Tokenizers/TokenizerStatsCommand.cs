using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using NlpTransfer.Evaluation;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Cli.Commands.Tokenizers;

internal sealed class TokenizerStatsCommand : CliCommand
{
    private readonly Option<string[]> _tokenizers = new("--tokenizer", "-t") { Description = "Tokenizers: tokenizer.json, a SentencePiece model, vocab.txt, or a folder with one of them; 'mini' is the embedded model's.", HelpName = "PATH", Required = true, AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _input = new("--input", "-i") { Description = "Texts, plain or a corpus with a text column.", HelpName = "[LANG=]FILE", Required = true, AllowMultipleArgumentsPerToken = true };
    private readonly OptionalFile _picture = OptionalFile.Picture("Also draw tokens a word as an SVG picture.");
    private readonly DataOptions _data = new();

    internal TokenizerStatsCommand(Terminal terminal)
        : base(
            terminal,
            "stats",
            "Measure how well tokenizers fit languages: tokens a word, words split, unknown, vocabulary used.",
            "nlptransfer tokenizer stats --tokenizer yo-tokenizer e5-small --input yor=yo.txt",
            "nlptransfer tokenizer stats --tokenizer a.model --tokenizer b.model --input yor=yo.txt haw=haw.txt --picture fertility.svg")
    {
        Add(_tokenizers);
        Add(_input);
        _picture.AddTo(this);
        _data.AddTo(this);
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        string? picture = _picture.Path(run);
        (string Name, TextTokenizer Tokenizer)[] tokenizers = [.. new NamedTokenizers(run.Get(_tokenizers)!).Open()];
        var fits = new List<TokenizerFit>();
        foreach (string input in run.Get(_input)!)
            fits.AddRange(await MeasureAsync(run, input, tokenizers));
        fits = [.. fits.GroupBy(fit => (fit.Language, fit.Tokenizer)).Select(same => same.Aggregate((sum, fit) => sum with { Report = sum.Report.Add(fit.Report) }))];
        if (picture is not null)
        {
            string svg = FertilityChart.Draw([.. fits.Select(fit => new FertilityBar(fit.Language, fit.Tokenizer, fit.Report.Fertility))]);
            AtomicFile.Write(picture, stream => stream.Write(Encoding.UTF8.GetBytes(svg + "\n")), _picture.Force(run));
        }

        var json = new JsonObject { ["results"] = new JsonArray([.. fits.Select(fit => fit.Json())]) };
        if (picture is not null)
            json["picture"] = picture;
        run.Terminal.Result(json, console => TokenizerFit.Write(console, fits));
        return 0;
    }

    /// <summary>Measures one input in parts, so that it may be of any size; rows may name their languages.</summary>
    private async Task<IReadOnlyList<TokenizerFit>> MeasureAsync(Invocation run, string input, (string Name, TextTokenizer Tokenizer)[] tokenizers)
    {
        const int TextsAtOnce = 16_384;
        var skipped = new SkippedRows();
        TextCorpus corpus = _data.OpenText(run, input);
        string unnamed = Path.GetFileNameWithoutExtension(corpus.Path);
        var fits = await run.Terminal.ProgressAsync(async progress =>
        {
            var measured = new List<TokenizerFit>();
            await foreach (CorpusRow[] rows in corpus.ReadAsync(skipped, run.Cancellation).Chunk(TextsAtOnce).WithCancellation(run.Cancellation))
                measured.AddRange(TokenizerFit.Measure(tokenizers, [.. rows.Select(row => new LanguageText(row.Language ?? unnamed, row.Text))], progress, run.Cancellation));
            return measured;
        });
        DataOptions.Tell(run.Terminal, input, skipped);
        return fits;
    }
}
