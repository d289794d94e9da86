using CsCheck;

namespace NlpTransfer.Tests;

public sealed class TopCandidatesTests
{
    [Fact]
    public void AddRow_AnyRows_KeepsTheBestAsSortingDoes() => Gen.Select(Gen.Int[1, 8], Gen.Int[-9, 9].Array[1, 70].Array[1, 3], Gen.Int[0, 69].HashSet[0, 5]).Sample((count, rows, banned) =>
    {
        var top = new TopCandidates(count);
        for (int row = 0; row < rows.Length; row++)
            top.AddRow(row, [.. rows[row].Select(value => value / 4f)], row * 0.3, banned);
        (int, int)[] expected =
        [
            .. rows.SelectMany((values, row) => values.Select((value, token) => (row, token, score: (value / 4f) + (row * 0.3)))).Where(one => !banned.Contains(one.token))
                .OrderByDescending(one => one.score).ThenBy(one => one.row).ThenBy(one => one.token).Take(count).Select(one => (one.row, one.token)),
        ];
        Assert.Equal(expected, Enumerable.Range(0, top.Count).Select(rank => (top[rank].Row, top[rank].Token)));
    });

    [Fact]
    public void LogSum_LongRow_IsThatOfDoubles()
    {
        float[] logits = [.. Enumerable.Range(0, 5000).Select(i => (float)Math.Sin(i) * 10)];
        Assert.Equal(Math.Log(logits.Sum(x => Math.Exp(x))), LogitRow.LogSum(logits), 1e-6);
        Assert.Equal(Math.Log(logits.Skip(1).Sum(x => Math.Exp(x))), LogitRow.LogSum(logits, new HashSet<int> { 0 }), 1e-6);
    }
}
