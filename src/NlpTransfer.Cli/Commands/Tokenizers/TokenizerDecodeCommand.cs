using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Cli.Commands.Tokenizers;

internal sealed class TokenizerDecodeCommand : CliCommand
{
    private readonly Argument<string[]> _ids = new("ids") { Description = "Ids of one text in quotation marks, parted by blanks or commas.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> _tokenizer = TokenizerOptions.Tokenizer();
    private readonly Option<bool> _plain = new("--no-special-tokens") { Description = "Leave special tokens out." };
    private readonly Option<string?> _input = new("--input", "-i") { Description = "A file with a text a line: ids, or what encode writes; - is standard input.", HelpName = "FILE" };

    internal TokenizerDecodeCommand(Terminal terminal)
        : base(
            terminal,
            "decode",
            "Turn ids back into texts: JSON Lines of ids and text.",
            "nlptransfer tokenizer decode --tokenizer e5-small \"0 581 10367 2\" --no-special-tokens",
            "nlptransfer tokenizer decode --tokenizer yo.model --input ids.jsonl")
    {
        Add(_ids);
        foreach (Option option in (Option[])[_tokenizer, _plain, _input])
            Add(option);
    }

    protected override Task<int> RunAsync(Invocation run)
    {
        string[] given = run.Get(_ids) ?? [];
        string? file = run.Get(_input);
        if (given.Length > 0 == file is not null)
            throw new UsageException(file is null ? "give ids in quotation marks, or a file with --input." : "give ids or --input, not both.");
        if (file is not null and not "-" && !File.Exists(file))
            throw new UsageException($"{file}: there is no such file; check the path.");
        TextTokenizer tokenizer = TokenizerOptions.Open(run, _tokenizer);
        int line = 0;
        foreach (string text in file switch { null => given, "-" => Lines(run.Terminal.Input), _ => File.ReadLines(file) })
        {
            run.Cancellation.ThrowIfCancellationRequested();
            line++;
            if (string.IsNullOrWhiteSpace(text))
                continue;
            int[] ids = Parse(text, file is null ? "the ids" : $"{file}:{line}");
            int wrong = Array.FindIndex(ids, id => id < 0 || id >= tokenizer.VocabularySize);
            if (wrong >= 0)
                throw new BadDataException($"{(file is null ? "the ids" : $"{file}:{line}")}: {ids[wrong]} is no id of the tokenizer, whose ids run from 0 to {tokenizer.VocabularySize - 1}.");
            run.Terminal.Output.WriteLine(JsonText.LineOf(new JsonObject
            {
                ["ids"] = new JsonArray([.. ids.Select(id => (JsonNode?)id)]),
                ["text"] = tokenizer.Decode(ids, skipSpecialTokens: run.Get(_plain)),
            }));
        }

        return Task.FromResult(0);
    }

    private static IEnumerable<string> Lines(TextReader reader)
    {
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    private static int[] Parse(string text, string place)
    {
        if (text.TrimStart().StartsWith('{'))
        {
            try
            {
                return [.. JsonNode.Parse(text)!["ids"]!.AsArray().Select(id => (int)id!)];
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException or NullReferenceException or FormatException)
            {
                throw new BadDataException($"{place}: an object with a list 'ids' of whole numbers was expected, as 'tokenizer encode' writes it.", exception);
            }
        }

        string[] words = text.Split([' ', ',', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return [.. words.Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id
            : throw new BadDataException($"{place}: '{word}' is no id; whole numbers parted by blanks or commas were expected."))];
    }
}
