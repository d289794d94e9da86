using System.Globalization;
using System.Runtime.CompilerServices;

namespace NlpTransfer.Corpora;

/// <summary>
/// Reads two plain texts side by side. Their lines are counted before the first pair is given: files that are shifted against each other would
/// give pairs that look sound for a long while.
/// </summary>
internal sealed class AlignedLines(string sourcePath, string targetPath, CorpusReadOptions options)
{
    public async IAsyncEnumerable<TextPair> ReadAsync(SkippedRows skipped, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Stream source = new CorpusFile(sourcePath, null).Open(), target = new CorpusFile(targetPath, null).Open();
        await using var sourceOwner = source.ConfigureAwait(false);
        await using var targetOwner = target.ConfigureAwait(false);
        await RequireEqualLengthsAsync(source, target, cancellation).ConfigureAwait(false);
        var sourceErrors = new RowErrors(sourcePath, options, skipped);
        var targetErrors = new RowErrors(targetPath, options, skipped);
        LineReader sources = new(source, options.MaximumRowLength), targets = new(target, options.MaximumRowLength);
        int given = 0;
        while (await sources.ReadAsync(cancellation).ConfigureAwait(false) && await targets.ReadAsync(cancellation).ConfigureAwait(false))
        {
            if (Text(sources, sourceErrors) is not { } text || Text(targets, targetErrors) is not { } translation || (IsBlank(text) && IsBlank(translation)))
                continue;
            if (IsBlank(text))
                sourceErrors.Reject(BadRowReason.EmptyText, sources.Number, $"the text is empty, but its translation ({targetErrors.At(targets.Number)}) is not");
            else if (IsBlank(translation))
                targetErrors.Reject(BadRowReason.MissingTranslation, targets.Number, $"the translation is empty, but its text ({sourceErrors.At(sources.Number)}) is not");
            else
            {
                yield return new TextPair(text, translation, options.Pair!.SourceLanguage, options.Pair.TargetLanguage, sourceErrors.At(sources.Number));
                if (++given == options.Limit)
                    yield break;
            }
        }

        if (given == 0)
            throw new BadDataException($"{sourcePath} and {targetPath}: there is no pair in them; expected a text a line, and its translation on the same line of the other file.");
    }

    private async Task RequireEqualLengthsAsync(Stream source, Stream target, CancellationToken cancellation)
    {
        long sources = await CountAsync(source, cancellation).ConfigureAwait(false);
        long targets = await CountAsync(target, cancellation).ConfigureAwait(false);
        if (sources != targets)
        {
            throw new BadDataException(string.Create(CultureInfo.InvariantCulture,
                $"{sourcePath} has {sources:N0} lines, but {targetPath} has {targets:N0}; aligned files need a translation on the same line: find the line where they part."));
        }
    }

    private async Task<long> CountAsync(Stream stream, CancellationToken cancellation)
    {
        var lines = new LineReader(stream, options.MaximumRowLength);
        while (await lines.ReadAsync(cancellation).ConfigureAwait(false))
            continue;
        stream.Position = 0;
        return lines.Number;
    }

    private static string? Text(LineReader line, RowErrors errors)
    {
        if (!line.TooLong)
            return errors.Decode(line.Line.Span, line.Number) is not { } text ? null : text.EndsWith('\r') ? text[..^1] : text;
        errors.RejectLength(line.Number);
        return null;
    }

    private static bool IsBlank(string text) => string.IsNullOrWhiteSpace(text);
}
