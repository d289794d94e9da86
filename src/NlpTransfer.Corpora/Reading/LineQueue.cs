using System.Text;

namespace NlpTransfer.Corpora;

/// <summary>Lines that can be looked at before they are taken, for formats in which a row may run over several lines.</summary>
internal sealed class LineQueue(Stream input, int limit)
{
    private static readonly UTF8Encoding Lenient = new(false);

    private readonly LineReader _lines = new(input, limit);
    private readonly LinkedList<PhysicalLine> _ahead = [];
    private LinkedListNode<PhysicalLine>? _looked;

    /// <summary>Takes the next line and ends any looking ahead.</summary>
    /// <returns>Null at the end of the file.</returns>
    public async ValueTask<PhysicalLine?> TakeAsync(CancellationToken cancellation)
    {
        _looked = null;
        if (_ahead.First is not { } first)
            return await FetchAsync(cancellation).ConfigureAwait(false);
        _ahead.RemoveFirst();
        return first.Value;
    }

    /// <summary>Looks at the line after the last one looked at since the last line was taken.</summary>
    /// <returns>Null at the end of the file.</returns>
    public async ValueTask<PhysicalLine?> LookAsync(CancellationToken cancellation)
    {
        LinkedListNode<PhysicalLine>? next = _looked is null ? _ahead.First : _looked.Next;
        if (next is null && await FetchAsync(cancellation).ConfigureAwait(false) is { } fetched)
            next = _ahead.AddLast(fetched);
        if (next is not null)
            _looked = next;
        return next?.Value;
    }

    /// <summary>Begins to look ahead anew from the next line.</summary>
    public void LookFromTheNext() => _looked = null;

    /// <summary>Takes all lines that were looked at.</summary>
    public void TakeLooked()
    {
        while (_looked is not null)
        {
            if (_ahead.First == _looked)
                _looked = null;
            _ahead.RemoveFirst();
        }
    }

    private async ValueTask<PhysicalLine?> FetchAsync(CancellationToken cancellation)
    {
        if (!await _lines.ReadAsync(cancellation).ConfigureAwait(false))
            return null;
        byte[] bytes = _lines.Line.ToArray();
        return new PhysicalLine(_lines.TooLong ? "too long" : Lenient.GetString(bytes), bytes, _lines.Number, _lines.TooLong);
    }
}
