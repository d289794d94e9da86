namespace NlpTransfer.Corpora.Tests;

public sealed class CorpusStatisticsTests
{
    [Fact]
    public async Task CountAsync_CountsByHand()
    {
        CorpusRow[] rows =
        [
            new("a 𝄞 b") { Label = "x", Group = "1", Language = "yo" },
            new("longer text") { Label = "y", Group = "1", Split = "test" },
            new("a 𝄞 b") { Label = "y", Group = "2", Language = "yo" },
        ];

        CorpusStatistics counted = await CorpusStatistics.CountAsync(rows.ToAsyncEnumerable());

        Assert.Equal(3, counted.Rows);
        Assert.Equal([new("y", 2), new("x", 1)], counted.Labels);
        Assert.Equal([new("yo", 2)], counted.Languages);
        Assert.Equal([new("test", 1)], counted.Splits);
        Assert.Equal((2L, 1L, 5L + 11 + 5, 3L + 2 + 3, 11L), (counted.Groups, counted.RepeatedTexts, counted.Characters, counted.Words, counted.LongestText));
    }
}
