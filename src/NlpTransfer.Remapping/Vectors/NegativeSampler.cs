namespace NlpTransfer.Remapping;

/// <summary>
/// Draws units in proportion to a power of their counts in constant time and little memory, by the alias method (Walker 1977; Vose 1991). The power is word2vec's
/// 0.75 (Mikolov et al. 2013, "Distributed representations of words and phrases and their compositionality").
/// </summary>
internal sealed class NegativeSampler
{
    public const double Power = 0.75;

    // A word drawn falls into one of as many equal parts as there are units; below the part's bound it means the part's own unit, else the other one.
    private readonly uint[] _bounds;
    private readonly int[] _others;

    public NegativeSampler(IReadOnlyList<long> counts)
    {
        int n = counts.Count;
        double[] weights = [.. counts.Select(count => Math.Pow(count, Power))];
        double scale = n / weights.Sum();
        double[] shares = [.. weights.Select(weight => weight * scale)];
        (_bounds, _others) = (new uint[n], new int[n]);
        Stack<int> small = new(), large = new();
        for (int unit = n - 1; unit >= 0; unit--)
            (shares[unit] < 1 ? small : large).Push(unit);
        while (small.Count > 0 && large.Count > 0)
        {
            int poor = small.Pop(), rich = large.Pop();
            Set(poor, shares[poor], rich);
            shares[rich] -= 1 - shares[poor];
            (shares[rich] < 1 ? small : large).Push(rich);
        }

        foreach (int unit in small.Concat(large))
            Set(unit, 1, unit);
    }

    /// <summary>The unit that 32 random bits stand for.</summary>
    public int Draw(uint word)
    {
        ulong product = (ulong)word * (uint)_bounds.Length;
        int part = (int)(product >> 32);
        return (uint)product <= _bounds[part] ? part : _others[part];
    }

    private void Set(int unit, double share, int other) => (_bounds[unit], _others[unit]) = ((uint)(share * uint.MaxValue), other);
}
