namespace NlpTransfer.Corpora;

/// <summary>A file format that holds texts with their translations and nothing else, so that it is read as pairs alone.</summary>
internal interface IPairFormat
{
    /// <summary>The name on the command line: <c>po</c>.</summary>
    string Name { get; }

    /// <summary>File name endings with their dot, in lower case.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Whether the beginning of a file shows beyond doubt that it is of this format.</summary>
    /// <param name="head">The first bytes of the file; up to 64 KiB.</param>
    bool Recognizes(ReadOnlySpan<byte> head);

    /// <summary>Reads pairs one after the other, in bounded memory.</summary>
    /// <param name="input">The file, at its beginning. Not closed.</param>
    /// <param name="options">Languages, limits and what to do with bad entries.</param>
    /// <param name="errors">Told of bad entries, and of those that hold no translation to be used.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="BadDataException">The file is damaged or holds a bad entry; the message says where and what helps.</exception>
    IAsyncEnumerable<TextPair> ReadAsync(Stream input, CorpusReadOptions options, RowErrors errors, CancellationToken cancellation = default);
}
