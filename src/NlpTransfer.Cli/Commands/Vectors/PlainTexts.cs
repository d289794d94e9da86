using System.CommandLine;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using NlpTransfer.Remapping;
using NlpTransfer.Training;

namespace NlpTransfer.Cli.Commands.Vectors;

/// <summary>Plain texts of several languages: files, or a table of files with their licences.</summary>
internal sealed class PlainTexts
{
    private readonly Option<string[]> _text;
    private readonly Option<string?> _list = new("--text-list")
    {
        Description = "A table (TSV) of texts with the columns path, language, column, name, licence, credit, as trim reads it; paths are relative to the table. Licences and credits go into the card.",
        HelpName = "FILE",
    };
    private readonly Option<string?> _column = new("--text-column") { Description = "The column that holds the text (default: found by its header).", HelpName = "NAME" };
    private readonly Option<int?> _limit = Numbers.Optional("--limit", "Read only the first N rows of each text.", 1, int.MaxValue);

    internal PlainTexts(string description) => _text = new("--text", "-t") { Description = description, HelpName = "[LANG=]FILE", AllowMultipleArgumentsPerToken = true };

    internal void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_text, _list, _column, _limit])
            command.Add(option);
    }

    /// <summary>The texts, and whom to credit for them.</summary>
    internal (IReadOnlyList<TextCorpus> Texts, IReadOnlyList<TextCredit> Credits) Open(Invocation run)
    {
        IReadOnlyList<TrimText> listed = run.Get(_list) is { } list ? TrimTextList.Read(list) : [];
        if (listed.Any(text => text.Weight != 1))
            run.Terminal.Note($"{run.Get(_list)}: weights are for trim alone and have no effect here; --language-temperature says how languages are mixed");
        return (
            [.. (run.Get(_text) ?? []).Select(argument => Open(run, argument)), .. listed.Select(text => TextCorpus.Open(text.Path, text.Language, Reading(text.Column, run.Get(_limit))))],
            [.. listed.Where(text => text.Licence is not null || text.Credit is not null).Select(text => new TextCredit(text.Name ?? Path.GetFileName(text.Path), text.Language, text.Licence, text.Credit))]);
    }

    /// <summary>Opens the file of an argument, as the others are read.</summary>
    internal TextCorpus Open(Invocation run, string argument)
    {
        DataArgument data = DataArgument.Parse(argument);
        return TextCorpus.Open(data.Path, data.Language, Reading(run.Get(_column), run.Get(_limit)));
    }

    private static CorpusReadOptions Reading(string? column, int? limit) => new() { TextColumn = column, Limit = limit };
}
