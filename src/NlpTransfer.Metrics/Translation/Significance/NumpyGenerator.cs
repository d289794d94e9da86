namespace NlpTransfer.Metrics;

/// <summary>
/// The numbers that numpy's <c>default_rng(seed)</c> draws: PCG64 (O'Neill 2014, XSL-RR output) seeded through numpy's SeedSequence. Only where figures
/// have to be another program's to the digit; everything else draws from <see cref="CounterRandom"/>.
/// </summary>
internal sealed class NumpyGenerator
{
    private static readonly UInt128 Multiplier = new(0x2360ED051FC65DA4, 0x4385DF649FCCF645);
    private readonly UInt128 _increment;
    private UInt128 _state;
    private uint? _half;

    public NumpyGenerator(ulong seed)
    {
        ulong[] words = NumpySeed.Words(seed);
        _increment = (new UInt128(words[2], words[3]) << 1) | 1;
        Step();
        _state += new UInt128(words[0], words[1]);
        Step();
    }

    /// <summary>64 random bits.</summary>
    public ulong NextUInt64()
    {
        Step();
        ulong folded = (ulong)(_state >> 64) ^ (ulong)_state;
        return ulong.RotateRight(folded, (int)(_state >> 122));
    }

    /// <summary>32 random bits: the lower half of 64, then the upper.</summary>
    public uint NextUInt32()
    {
        if (_half is { } kept)
        {
            _half = null;
            return kept;
        }

        ulong bits = NextUInt64();
        _half = (uint)(bits >> 32);
        return (uint)bits;
    }

    /// <summary>Numbers from 0 to below a limit, as <c>choice</c> with replacement and <c>integers</c> draw them (Lemire 2019).</summary>
    /// <param name="limit">1 or more.</param>
    /// <param name="count">How many.</param>
    public int[] Choose(int limit, int count)
    {
        var numbers = new int[count];
        if (limit == 1)
            return numbers;
        uint threshold = (uint)-limit % (uint)limit;
        for (int i = 0; i < count; i++)
        {
            ulong product;
            do
                product = (ulong)NextUInt32() * (uint)limit;
            while ((uint)product < threshold);
            numbers[i] = (int)(product >> 32);
        }

        return numbers;
    }

    private void Step() => _state = unchecked((_state * Multiplier) + _increment);
}
