using System.CommandLine;
using System.Runtime.CompilerServices;
using NlpTransfer.Corpora;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>The texts that a command works on: its arguments, or the rows of <c>--input</c>.</summary>
internal sealed class TextSource
{
    private readonly SkippedRows _skipped = new();
    private readonly string[] _texts;
    private readonly TextCorpus? _input;
    private readonly Invocation _run;

    /// <exception cref="UsageException">There are neither texts nor an input, or both.</exception>
    internal TextSource(Invocation run, Argument<string[]> texts, Option<string?> input, DataOptions data)
    {
        _run = run;
        (_texts, string? file) = TextChoice.Read(run, texts, input, data);
        _input = file is null ? null : data.OpenText(run, file, keepOtherColumns: true);
    }

    /// <summary>The rows one after the other.</summary>
    internal async IAsyncEnumerable<CorpusRow> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (string text in _texts)
            yield return new CorpusRow(text);
        if (_input is null)
            yield break;
        await foreach (CorpusRow row in _input.ReadAsync(_skipped, cancellation))
            yield return row;
    }

    /// <summary>Says which rows were left out.</summary>
    internal void TellSkipped() => DataOptions.Tell(_run.Terminal, _input?.Path ?? "", _skipped);
}
