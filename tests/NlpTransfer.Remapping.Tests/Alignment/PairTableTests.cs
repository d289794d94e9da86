using CsCheck;

namespace NlpTransfer.Remapping.Tests;

public sealed class PairTableTests
{
    [Fact]
    public void Add_AnyPairs_CountsLikeADictionary() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 40], Gen.Int[1, 3]).Array[0, 3000].Sample(pairs =>
        {
            var table = new PairTable(1_000_000);
            var expected = new Dictionary<(int, int), double>();
            foreach ((int first, int second, int count) in pairs)
            {
                table.Add(first * 1_000_003, second, count);
                expected[(first * 1_000_003, second)] = expected.GetValueOrDefault((first * 1_000_003, second)) + count;
            }

            Assert.Equal(expected.Count, table.Count);
            Assert.All(expected, pair => Assert.Equal(pair.Value, table.CountAt(table.Find(pair.Key.Item1, pair.Key.Item2))));
            Assert.Equal(-1, table.Find(7, 100));
            Assert.Equal(expected.Keys.Order(), Enumerable.Range(0, table.Capacity).Select(slot => (Is: table.TryGet(slot, out int a, out int b), Pair: (a, b))).Where(s => s.Is).Select(s => s.Pair).Order());
        }, iter: 30);

    [Fact]
    public void Add_MoreThanTheMost_ForgetsTheSmallestCounts()
    {
        var table = new PairTable(1000);
        for (int i = 0; i < 100; i++)
            table.Add(i, 0, 10);
        for (int i = 0; i < 5000; i++)
            table.Add(i, 1, 1);

        Assert.True(table.Count <= 1000);
        Assert.Equal(5100 - table.Count, table.Forgotten);
        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal(10, table.CountAt(table.Find(i, 0))));
        Assert.True(table.Find(4999, 1) >= 0);
    }
}
