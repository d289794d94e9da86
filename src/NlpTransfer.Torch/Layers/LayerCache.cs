using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>Keys and values that a decoder layer has computed so far, so that a step costs one token and not all of them.</summary>
internal sealed class LayerCache : IDisposable
{
    private Tensor? _key;
    private Tensor? _value;

    /// <summary>Adds the keys and values of further tokens, <c>[rows, heads, length, width]</c>.</summary>
    /// <returns>Those of all tokens; the cache owns them.</returns>
    internal (Tensor Key, Tensor Value) Append(Tensor key, Tensor value)
    {
        Replace(_key is null ? key.contiguous() : cat([_key, key], 2), _value is null ? value.contiguous() : cat([_value, value], 2));
        return (_key!, _value!);
    }

    /// <summary>Goes on with other rows: copies of some, without others.</summary>
    /// <param name="rows">For each new row the old one, <c>[rows]</c>.</param>
    internal void Reorder(Tensor rows)
    {
        if (_key is not null)
            Replace(_key.index_select(0, rows), _value!.index_select(0, rows));
    }

    public void Dispose()
    {
        _key?.Dispose();
        _value?.Dispose();
    }

    private void Replace(Tensor key, Tensor value)
    {
        Dispose();
        (_key, _value) = (key.DetachFromDisposeScope(), value.DetachFromDisposeScope());
    }
}
