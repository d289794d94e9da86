namespace NlpTransfer.Metrics.Tests;

/// <summary>Against what numpy.random.default_rng draws.</summary>
public sealed class NumpyGeneratorTests
{
    [Fact]
    public void NextUInt64_Seed12345_NumpysBits()
    {
        var generator = new NumpyGenerator(12345);
        ulong[] drawn = [generator.NextUInt64(), generator.NextUInt64(), generator.NextUInt64(), generator.NextUInt64()];
        Assert.Equal([0x3A32B18DB2FFC19D, 0x51171315C9E4C4DE, 0xCC2024823444EFD9, 0xAD1F06AEA486E910], drawn);
    }

    [Fact]
    public void Choose_Seeds_NumpysNumbers()
    {
        var generator = new NumpyGenerator(12345);
        Assert.Equal([69, 22, 78, 31, 20, 78, 63, 66, 97, 38, 83, 32, 56, 59, 21, 18, 22, 66, 60, 93], generator.Choose(99, 20));
        Assert.Equal([4, 1, 6, 6, 5], generator.Choose(7, 5));
        Assert.Equal([14, 4, 449, 372, 915, 587], new NumpyGenerator((1UL << 40) + 5).Choose(1000, 6));
        Assert.Equal([547, 680, 950, 845, 358, 7], new NumpyGenerator(ulong.MaxValue).Choose(1000, 6));
        Assert.Equal([0, 0], new NumpyGenerator(0).Choose(1, 2));
    }

    [Fact]
    public void Flip_Seed12345_NumpysBits()
    {
        var flips = new NumpyFlips(new NumpyGenerator(12345));
        Assert.Equal("1011100110000011111111110100110110110001100011010100110001011100011110", string.Concat(Enumerable.Range(0, 70).Select(_ => flips.Next() ? '1' : '0')));
    }
}
