namespace NlpTransfer.Corpora;

/// <summary>Counts lengths in bounded memory.</summary>
internal sealed class LengthCounter
{
    private const int Longest = 10_000;

    private readonly long[] _counts = new long[Longest + 1];
    private long _total;
    private long _sum;
    private long _smallest = long.MaxValue;
    private long _largest;

    public void Add(long length)
    {
        _counts[Math.Min(length, Longest)]++;
        _total++;
        _sum += length;
        _smallest = Math.Min(_smallest, length);
        _largest = Math.Max(_largest, length);
    }

    public LengthDistribution ToDistribution() => _total == 0
        ? new LengthDistribution(0, 0, 0, 0, 0)
        : new LengthDistribution(_sum / (double)_total, _smallest, Quantile(1, 2), Quantile(19, 20), _largest);

    // The least length that at least numerator / denominator of the texts do not exceed.
    private long Quantile(long numerator, long denominator)
    {
        long wanted = ((_total * numerator) + denominator - 1) / denominator;
        int length = 0;
        for (long seen = _counts[0]; seen < wanted; seen += _counts[length])
            length++;
        return length;
    }
}
