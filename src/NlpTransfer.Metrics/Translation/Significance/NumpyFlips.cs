namespace NlpTransfer.Metrics;

/// <summary>
/// Coin flips, as numpy's <c>integers(2, size=..., dtype=bool)</c> draws them: the bits of 32 at a time, the lowest first, whatever the shape. They come one
/// by one, since an array of all of them would outgrow memory long before it takes too much time.
/// </summary>
/// <param name="generator">Where the bits come from; a further array of flips begins with fresh ones.</param>
internal sealed class NumpyFlips(NumpyGenerator generator)
{
    private uint _bits;
    private int _left;

    /// <summary>The next flip.</summary>
    public bool Next()
    {
        (_bits, _left) = _left == 0 ? (generator.NextUInt32(), 31) : (_bits >> 1, _left - 1);
        return (_bits & 1) != 0;
    }
}
