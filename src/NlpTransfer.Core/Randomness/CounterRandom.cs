using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace NlpTransfer;

/// <summary>
/// A counter-based random generator: Philox 4x32 with 10 rounds (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3").
/// A stream is keyed by seed and purpose and placed by step, so that any part of a run can be drawn again without drawing what came before,
/// and two purposes never share numbers. The same key gives the same numbers on every machine.
/// </summary>
public sealed partial class CounterRandom
{
    private readonly uint _key0;
    private readonly uint _key1;
    private readonly ulong _step;
    private ulong _block;
    private int _next = 4;
    private uint _w0;
    private uint _w1;
    private uint _w2;
    private uint _w3;

    /// <summary>Opens the stream of a seed, a purpose and a step at its beginning.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="purpose">What the numbers are for, such as "shuffle" or "dropout.3"; part of the key.</param>
    /// <param name="step">The place in the run: epoch, step, row; part of the counter.</param>
    public CounterRandom(ulong seed, string purpose, ulong step = 0)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(purpose), hash);
        ulong key = BinaryPrimitives.ReadUInt64LittleEndian(hash) ^ (seed * 0x9E3779B97F4A7C15UL);
        _key0 = (uint)key;
        _key1 = (uint)(key >> 32);
        _step = step;
    }

    /// <summary>The two key words, for vectorised generators that draw the same blocks.</summary>
    internal (uint Key0, uint Key1) Key => (_key0, _key1);

    /// <summary>One block of four words.</summary>
    /// <param name="block">The place in the stream, low counter words.</param>
    /// <param name="step">The step, high counter words.</param>
    /// <param name="key0">First key word.</param>
    /// <param name="key1">Second key word.</param>
    internal static (uint W0, uint W1, uint W2, uint W3) Block(ulong block, ulong step, uint key0, uint key1)
    {
        uint c0 = (uint)block, c1 = (uint)(block >> 32), c2 = (uint)step, c3 = (uint)(step >> 32);
        for (int round = 0; round < 10; round++)
        {
            ulong p0 = 0xD2511F53UL * c0, p1 = 0xCD9E8D57UL * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ key0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ key1, (uint)p0);
            key0 += 0x9E3779B9;
            key1 += 0xBB67AE85;
        }

        return (c0, c1, c2, c3);
    }

    /// <summary>The next 32 random bits.</summary>
    public uint NextUInt32()
    {
        if (_next == 4)
        {
            (_w0, _w1, _w2, _w3) = Block(_block++, _step, _key0, _key1);
            _next = 0;
        }

        return _next++ switch { 0 => _w0, 1 => _w1, 2 => _w2, _ => _w3 };
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextUInt64() => NextUInt32() | ((ulong)NextUInt32() << 32);

    /// <summary>A number from 0 inclusive to <paramref name="bound"/> exclusive, without bias (Lemire 2019).</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is not positive.</exception>
    public int NextInt32(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        uint range = (uint)bound;
        ulong product = (ulong)NextUInt32() * range;
        if ((uint)product < range)
        {
            uint threshold = (0u - range) % range;
            while ((uint)product < threshold)
                product = (ulong)NextUInt32() * range;
        }

        return (int)(product >> 32);
    }

    /// <summary>A number in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number in [0, 1) with 24 random bits.</summary>
    public float NextSingle() => (NextUInt32() >> 8) * (1.0f / (1 << 24));

    /// <summary>A normal deviate of mean 0 and deviation 1 (Box and Muller 1958).</summary>
    public double NextGaussian()
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>Puts the values into a random order in place (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = NextInt32(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <summary>The numbers from 0 to <paramref name="count"/>, exclusively, in random order.</summary>
    public int[] Permutation(int count)
    {
        int[] order = new int[count];
        for (int i = 0; i < count; i++)
            order[i] = i;
        Shuffle(order.AsSpan());
        return order;
    }
}
