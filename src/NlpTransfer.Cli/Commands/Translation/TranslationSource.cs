using System.CommandLine;
using System.Runtime.CompilerServices;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;

namespace NlpTransfer.Cli.Commands.Translation;

/// <summary>
/// What is translated: the command's arguments, the lines of a text as they come, or the rows of a table. Of a text no line is left out: one that can't be read is handed on
/// with its fault.
/// </summary>
internal sealed class TranslationSource
{
    private readonly Invocation _run;
    private readonly string[] _texts;
    private readonly DataArgument? _input;
    private readonly TextCorpus? _rows;
    private readonly int? _limit;
    private readonly SkippedRows _skipped = new();

    /// <exception cref="UsageException">There are neither texts nor an input, or both, or an option says how no input is read.</exception>
    internal TranslationSource(Invocation run, Argument<string[]> texts, Option<string?> input, DataOptions data)
    {
        _run = run;
        (_texts, string? file) = TextChoice.Read(run, texts, input, data);
        if (file is null)
            return;
        _input = DataArgument.Parse(file);
        _limit = data.Limit(run);
        if (data.SaysHow(run) || IsTable(_input.Path))
            _rows = data.OpenText(run, file);
        else if (_input.Path != "-" && !File.Exists(_input.Path))
            throw new BadDataException($"{_input.Path}: there is no such file; check the path.");
    }

    /// <summary>What the input is called in messages.</summary>
    internal string Name => _input is null ? "text" : _input.Path == "-" ? "standard input" : _input.Path;

    /// <summary>The language of the input where its argument says it.</summary>
    internal string? Language => _input?.Language;

    /// <summary>The texts one after the other.</summary>
    internal IAsyncEnumerable<SourceLine> ReadAsync(CancellationToken cancellation)
    {
        if (_input is null)
            return _texts.Select((text, i) => new SourceLine(i + 1, text)).ToAsyncEnumerable();
        if (_rows is not null)
            return RowsAsync(_rows, cancellation);
        IAsyncEnumerable<SourceLine> lines = LineStream.ReadAsync(_input.Path, cancellation);
        return _limit is { } limit ? lines.Take(limit) : lines;
    }

    /// <summary>Says which rows of a table were left out.</summary>
    internal void TellSkipped() => DataOptions.Tell(_run.Terminal, Name, _skipped);

    private async IAsyncEnumerable<SourceLine> RowsAsync(TextCorpus rows, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (CorpusRow row in rows.ReadAsync(_skipped, cancellation))
            yield return new SourceLine(row.Position?.Line ?? 0, row.Text);
    }

    /// <summary>Whether a file is a table or a folder of them, by ending or content. What comes through a pipe is text: to look into it would hold its lines back.</summary>
    private static bool IsTable(string path)
    {
        if (path == "-")
            return false;
        if (Directory.Exists(path) || CorpusFormats.ByExtension(path) is { Name: not "text" })
            return true;
        if (!File.Exists(path))
            return false;
        using FileStream file = File.OpenRead(path);
        if (!file.CanSeek)
            return false;
        byte[] head = new byte[CorpusFormats.HeadLength];
        ReadOnlySpan<byte> begin = head.AsSpan(0, file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false));
        if (begin.StartsWith("\uFEFF"u8))
            begin = begin[3..];
        foreach (ICorpusFormat format in CorpusFormats.All)
        {
            if (format.Name != "text" && format.Recognizes(begin))
                return true;
        }

        return false;
    }
}
