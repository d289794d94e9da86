namespace NlpTransfer.Corpora;

/// <summary>
/// Cuts a stream into lines at LF, without decoding and in bounded memory: of a line over the limit no more than the limit is kept.
/// A CR before the LF belongs to the line; a byte order mark at the beginning does not.
/// </summary>
internal sealed class LineReader(Stream input, int limit)
{
    private byte[] _buffer = new byte[64 << 10];
    private int _start;
    private int _end;
    private bool _ended;
    private bool _begun;

    /// <summary>The line without its LF; valid until the next read.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>The number of the line, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Whether the line was longer than the limit; <see cref="Line"/> then holds its beginning.</summary>
    public bool TooLong { get; private set; }

    /// <summary>Whether the line ended with LF rather than with the file.</summary>
    public bool Terminated { get; private set; }

    /// <summary>Moves to the next line.</summary>
    /// <returns>False at the end of the file.</returns>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        if (!_begun)
            await SkipByteOrderMarkAsync(cancellation).ConfigureAwait(false);
        TooLong = false;
        int searched = 0;
        while (true)
        {
            int found = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                Finish(searched + found, 1);
                return true;
            }

            searched = _end - _start;
            if (searched > limit + 1)
                return await DiscardAsync(cancellation).ConfigureAwait(false);
            if (_ended)
            {
                if (searched == 0)
                    return false;
                Finish(searched, 0);
                return true;
            }

            await FillAsync(cancellation).ConfigureAwait(false);
        }
    }

    private void Finish(int length, int terminator)
    {
        Line = _buffer.AsMemory(_start, length);
        Terminated = terminator > 0;
        TooLong = Content(length) > limit;
        _start += length + terminator;
        Number++;
    }

    // A CR before the LF is not counted towards the limit.
    private int Content(int length) => length > 0 && _buffer[_start + length - 1] == '\r' ? length - 1 : length;

    private async ValueTask<bool> DiscardAsync(CancellationToken cancellation)
    {
        byte[] kept = _buffer.AsSpan(_start, limit).ToArray();
        bool terminated = false;
        _start = _end;
        while (!terminated && !_ended)
        {
            await FillAsync(cancellation).ConfigureAwait(false);
            int found = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            terminated = found >= 0;
            _start = terminated ? _start + found + 1 : _end;
        }

        Line = kept;
        Terminated = terminated;
        TooLong = true;
        Number++;
        return true;
    }

    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        if (_start > 0)
        {
            // Into a fresh array when the caller may still hold the old line would cost a copy a line; the contract is "until the next read".
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        int read = await input.ReadAsync(_buffer.AsMemory(_end), cancellation).ConfigureAwait(false);
        _ended = read == 0;
        _end += read;
    }

    private async ValueTask SkipByteOrderMarkAsync(CancellationToken cancellation)
    {
        _begun = true;
        while (_end < 3 && !_ended)
            await FillAsync(cancellation).ConfigureAwait(false);
        if (_buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8))
            _start = 3;
    }
}
