using System.Runtime.Intrinsics.X86;
using CsCheck;

namespace NlpTransfer.Tests.Randomness;

public sealed class CounterRandomTests
{
    // The known answers that the authors of Philox publish with their library Random123, for 4x32 with 10 rounds.
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(~0u, ~0u, ~0u, ~0u, ~0u, ~0u, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Block_KnownAnswers_AreGiven(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint w0, uint w1, uint w2, uint w3)
    {
        ulong block = c0 | ((ulong)c1 << 32), step = c2 | ((ulong)c3 << 32);
        Assert.Equal((w0, w1, w2, w3), CounterRandom.Block(block, step, k0, k1));
        uint[] words = new uint[64];
        PhiloxBlocks.Fill(words, block, step, k0, k1);
        Assert.Equal([w0, w1, w2, w3], words[..4]);
    }

    [Fact]
    public void NextUInt32_SameKey_SameNumbersAndAnyOtherKeyOthers()
    {
        uint[] First(ulong seed, string purpose, ulong step)
        {
            var random = new CounterRandom(seed, purpose, step);
            return [.. Enumerable.Range(0, 8).Select(_ => random.NextUInt32())];
        }

        Assert.Equal(First(1, "shuffle", 2), First(1, "shuffle", 2));
        uint[][] all = [First(1, "shuffle", 2), First(2, "shuffle", 2), First(1, "dropout", 2), First(1, "shuffle", 3)];
        Assert.Equal(all.Length, all.Select(words => words[0]).Distinct().Count());
    }

    // Guards the promise that a seed means the same for ever, on every machine.
    [Fact]
    public void NextUInt32_FixedKey_NeverChanges()
    {
        var random = new CounterRandom(42, "shuffle", 7);
        uint[] drawn = [random.NextUInt32(), random.NextUInt32(), random.NextUInt32(), random.NextUInt32(), random.NextUInt32()];
        Assert.Equal(EverSince, drawn);
    }

    private static readonly uint[] EverSince = [0x0370DD1C, 0x8BE95F35, 0x1F892215, 0x23A7F90B, 0x9839B05D];

    [Fact]
    public void FillWords_AnyVectorWidth_GivesTheScalarWords() =>
        Gen.Select(Gen.ULong, Gen.ULong, Gen.UInt, Gen.UInt, Gen.Int[0, 40]).Sample((block, step, k0, k1, blocks) =>
        {
            uint[] expected = new uint[blocks * 4], words = new uint[blocks * 4];
            PhiloxBlocks.FillOneByOne(expected, block, step, k0, k1);
            PhiloxBlocks.Fill(words, block, step, k0, k1);
            Assert.Equal(expected, words);
            if (Avx2.IsSupported)
            {
                int done = PhiloxBlocks.Fill256(words, block, step, k0, k1);
                Assert.Equal(blocks / 4 * 16, done);
                Assert.Equal(expected[..done], words[..done]);
            }

            if (Avx512F.IsSupported)
            {
                int done = PhiloxBlocks.Fill512(words, block, step, k0, k1);
                Assert.Equal(blocks / 8 * 32, done);
                Assert.Equal(expected[..done], words[..done]);
            }
        });

    [Fact]
    public void Fill_MixedWithSingleDraws_ContinuesTheSameStream() =>
        Gen.Select(Gen.ULong, Gen.Int[0, 9000], Gen.Int[0, 5], Gen.Single[0, 1]).Sample((seed, count, before, keep) =>
        {
            CounterRandom filled = new(seed, "fill"), single = new(seed, "fill");
            for (int i = 0; i < before; i++)
                Assert.Equal(single.NextUInt32(), filled.NextUInt32());
            float[] values = new float[count], mask = new float[count];
            filled.FillSingles(values);
            Assert.Equal([.. values.Select(_ => single.NextSingle())], values);
            filled.FillMask(mask, keep, 1.25f);
            Assert.Equal([.. mask.Select(_ => single.NextSingle() < keep ? 1.25f : 0)], mask);
            Assert.Equal(single.NextUInt32(), filled.NextUInt32());
        }, iter: 100);

    [Theory]
    [InlineData(0f, 0)]
    [InlineData(1f, 1000)]
    public void FillMask_Extremes_KeepNothingOrAll(float keep, int kept)
    {
        float[] mask = new float[1000];
        new CounterRandom(1, "mask").FillMask(mask, keep, 2);
        Assert.Equal(kept, mask.Count(value => value == 2));
        Assert.Equal(1000 - kept, mask.Count(value => value == 0));
    }

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(1.1f)]
    [InlineData(float.NaN)]
    public void FillMask_ShareOutOfRange_IsRefused(float keep) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CounterRandom(1, "mask").FillMask(new float[4], keep, 1));

    [Fact]
    public void NextInt32_AnyBound_StaysBelow() => Gen.Select(Gen.ULong, Gen.Int[1, int.MaxValue]).Sample((seed, bound) =>
    {
        var random = new CounterRandom(seed, "bound");
        for (int i = 0; i < 20; i++)
            Assert.InRange(random.NextInt32(bound), 0, bound - 1);
    });

    // 99.9 % of fair draws have a chi square below these; the seed is fixed, so the test can't flicker.
    [Theory]
    [InlineData(2, 10.83)]
    [InlineData(7, 22.46)]
    [InlineData(100, 148.23)]
    public void NextInt32_ManyDraws_AreUniform(int bound, double limit)
    {
        var random = new CounterRandom(3, "uniform");
        int[] counts = new int[bound];
        for (int i = 0; i < 100_000; i++)
            counts[random.NextInt32(bound)]++;
        double expected = 100_000.0 / bound;
        Assert.InRange(counts.Sum(count => (count - expected) * (count - expected) / expected), 0, limit);
    }

    [Fact]
    public void NextSingleDoubleGaussian_ManyDraws_HaveTheirMoments()
    {
        const int Count = 200_000;
        var random = new CounterRandom(5, "moments");
        double singles = 0, doubles = 0, normal = 0, squares = 0;
        for (int i = 0; i < Count; i++)
        {
            float single = random.NextSingle();
            double wide = random.NextDouble(), gaussian = random.NextGaussian();
            Assert.InRange(single, 0, 0.99999995f);
            Assert.InRange(wide, 0, 1 - 1e-17);
            (singles, doubles, normal, squares) = (singles + single, doubles + wide, normal + gaussian, squares + (gaussian * gaussian));
        }

        Assert.Equal(0.5, singles / Count, 2e-3);
        Assert.Equal(0.5, doubles / Count, 2e-3);
        Assert.Equal(0, normal / Count, 8e-3);
        Assert.Equal(1, squares / Count, 1.2e-2);
    }

    [Fact]
    public void Permutation_AnyCount_HoldsEachNumberOnce() => Gen.Select(Gen.ULong, Gen.Int[0, 300]).Sample((seed, count) =>
        Assert.Equal(Enumerable.Range(0, count), new CounterRandom(seed, "order").Permutation(count).Order()));

    [Fact]
    public void Shuffle_OfThree_GivesEachOrderAsOften()
    {
        var random = new CounterRandom(11, "orders");
        var counts = new Dictionary<string, int>();
        for (int i = 0; i < 60_000; i++)
        {
            string order = string.Concat(random.Permutation(3));
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(6, counts.Count);
        // 99.9 % of fair draws stay below 20.52 (five degrees of freedom).
        Assert.InRange(counts.Values.Sum(count => (count - 10_000.0) * (count - 10_000.0) / 10_000), 0, 20.52);
    }
}
