namespace NlpTransfer.Metrics;

/// <summary>numpy's SeedSequence: spreads a seed over the state of a generator by a hash of 32-bit words.</summary>
internal static class NumpySeed
{
    private const uint PoolMultiplier = 0x931E8875, StateMultiplier = 0x58F38DED;

    /// <summary>The four words that seed PCG64.</summary>
    public static ulong[] Words(ulong seed)
    {
        uint[] pool = Pool((uint)seed, (uint)(seed >> 32));
        var halves = new uint[8];
        uint hash = 0x8B51F9DD;
        for (int i = 0; i < halves.Length; i++)
            halves[i] = Hash(pool[i % pool.Length], ref hash, StateMultiplier);
        return [.. Enumerable.Range(0, 4).Select(i => halves[2 * i] | ((ulong)halves[(2 * i) + 1] << 32))];
    }

    private static uint[] Pool(params uint[] seed)
    {
        var pool = new uint[4];
        uint hash = 0x43B0D7E5;
        for (int i = 0; i < pool.Length; i++)
            pool[i] = Hash(i < seed.Length ? seed[i] : 0, ref hash, PoolMultiplier);
        for (int from = 0; from < pool.Length; from++)
        {
            for (int to = 0; to < pool.Length; to++)
            {
                if (from != to)
                    pool[to] = Mix(pool[to], Hash(pool[from], ref hash, PoolMultiplier));
            }
        }

        return pool;
    }

    private static uint Hash(uint value, ref uint hash, uint multiplier)
    {
        value ^= hash;
        hash *= multiplier;
        value *= hash;
        return value ^ (value >> 16);
    }

    private static uint Mix(uint a, uint b)
    {
        uint mixed = (0xCA01F9DD * a) - (0x4973F715 * b);
        return mixed ^ (mixed >> 16);
    }
}
