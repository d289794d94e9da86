using System.Runtime.CompilerServices;

namespace NlpTransfer.Corpora;

/// <summary>Reads a text file or standard input line by line, as lines come. A line that can't be read is given with its fault, and the next one follows.</summary>
public static class LineStream
{
    private const int MaximumLineLength = 4 << 20;

    /// <summary>Reads the lines.</summary>
    /// <param name="path">The file, or <c>-</c> for standard input.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="BadDataException">There is no such file, or it can't be opened.</exception>
    public static IAsyncEnumerable<SourceLine> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ReadAsync(new CorpusFile(path, null).Open(), cancellationToken);
    }

    /// <summary>Reads the lines of a stream, which is closed at the end.</summary>
    /// <param name="input">The stream.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async IAsyncEnumerable<SourceLine> ReadAsync(Stream input, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        await using var owner = input.ConfigureAwait(false);
        var reader = new LineReader(input, MaximumLineLength);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            yield return Line(reader);
    }

    private static SourceLine Line(LineReader reader)
    {
        bool carriage = reader.Line.Span.EndsWith("\r"u8);
        string end = (carriage ? "\r" : "") + (reader.Terminated ? "\n" : "");
        if (reader.TooLong)
            return new SourceLine(reader.Number, null, "the line is longer than the 4,194,304 bytes that are accepted", end);
        ReadOnlySpan<byte> bytes = carriage ? reader.Line.Span[..^1] : reader.Line.Span;
        return RowErrors.TryDecode(bytes) is { } text
            ? new SourceLine(reader.Number, text, null, end)
            : new SourceLine(reader.Number, null, "the line is not valid UTF-8", end);
    }
}
