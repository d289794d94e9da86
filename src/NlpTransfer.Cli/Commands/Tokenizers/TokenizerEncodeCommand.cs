using System.CommandLine;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Cli.Commands.Tokenizers;

internal sealed class TokenizerEncodeCommand : CliCommand
{
    private const int TextsAtOnce = 1_024;

    private readonly Argument<string[]> _texts = new("text") { Description = "Texts to encode.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> _tokenizer = TokenizerOptions.Tokenizer();
    private readonly Option<bool> _plain = new("--no-special-tokens") { Description = "Without the special tokens around a text." };
    private readonly Option<string?> _input = new("--input", "-i") { Description = "A file of texts; - is standard input.", HelpName = "[LANG=]FILE" };
    private readonly DataOptions _data = new();

    internal TokenizerEncodeCommand(Terminal terminal)
        : base(
            terminal,
            "encode",
            "Turn texts into tokens: JSON Lines of ids, tokens and offsets in code points of the text.",
            "nlptransfer tokenizer encode --tokenizer e5-small \"Ẹ káàárọ̀\"",
            "nlptransfer tokenizer encode --tokenizer yo.model --input yo.txt --no-special-tokens")
    {
        Add(_texts);
        foreach (Option option in (Option[])[_tokenizer, _plain, _input])
            Add(option);
        _data.AddTo(this);
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        var source = new TextSource(run, _texts, _input, _data);
        TextTokenizer tokenizer = TokenizerOptions.Open(run, _tokenizer);
        await foreach (CorpusRow[] rows in source.ReadAsync(run.Cancellation).Chunk(TextsAtOnce).WithCancellation(run.Cancellation))
        {
            IReadOnlyList<TokenEncoding> encodings = tokenizer.EncodeBatch([.. rows.Select(row => row.Text)], !run.Get(_plain), run.Cancellation);
            for (int i = 0; i < rows.Length; i++)
                run.Terminal.Output.WriteLine(JsonText.LineOf(Json(rows[i].Text, encodings[i])));
        }

        source.TellSkipped();
        return 0;
    }

    private static JsonObject Json(string text, TokenEncoding encoding)
    {
        var points = CodePointOffsets.Of(text);
        return new()
        {
            ["text"] = text,
            ["ids"] = new JsonArray([.. encoding.Ids.Select(id => (JsonNode?)id)]),
            ["tokens"] = new JsonArray([.. encoding.Tokens.Select(token => (JsonNode?)token)]),
            ["offsets"] = new JsonArray([.. encoding.Offsets.Select(points.Convert).Select(range => new JsonArray(range.Start, range.End))]),
        };
    }
}
