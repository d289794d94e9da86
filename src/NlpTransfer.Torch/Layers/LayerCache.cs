using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>Keys and values that a decoder layer has computed so far, so that a step costs one token and not all of them.</summary>
internal sealed class LayerCache : IDisposable
{
    private readonly CachedStates _key = new();
    private readonly CachedStates _value = new();
    private int[]? _rows;
    private int _length;

    /// <summary>Adds the keys and values of further tokens, <c>[rows, heads, length, width]</c>.</summary>
    /// <returns>Those of all tokens, views that are valid until the next call.</returns>
    internal (Tensor Key, Tensor Value) Append(Tensor key, Tensor value)
    {
        (Tensor, Tensor) all = (_key.Append(key, _rows, _length), _value.Append(value, _rows, _length));
        _length += (int)key.shape[2];
        _rows = null;
        return all;
    }

    /// <summary>Goes on with other rows: copies of some, without others. They are moved when the next token comes.</summary>
    /// <param name="rows">For each new row the old one.</param>
    internal void Reorder(int[] rows) => _rows = _rows is { } before ? [.. rows.Select(row => before[row])] : rows;

    public void Dispose()
    {
        _key.Dispose();
        _value.Dispose();
    }
}
