using CsCheck;

namespace NlpTransfer.Corpora.Tests;

public sealed class CorpusStatisticsTests
{
    [Fact]
    public async Task ComputeAsync_Rows_AreCounted()
    {
        CorpusStatistics statistics = await CorpusStatistics.ComputeAsync(TextCorpus.FromRows(
        [
            new("Ọmọ kan") { Label = "x", Language = "yor", Split = "train", Group = "1" },
            new("Ọmọ kan") { Label = "x", Language = "yor", Split = "dev", Group = "1" },
            new("omo, kan!") { Label = "y", Language = "yor", Split = "train", Group = "2" },
            new("one two three") { Language = "eng" },
        ]));

        Assert.Equal((4, 0, 2, 1, 1), (statistics.Rows, statistics.Skipped, statistics.Groups, statistics.ExactDuplicates, statistics.NormalizedDuplicates));
        Assert.Equal([KeyValuePair.Create("", 1L), KeyValuePair.Create("x", 2L), KeyValuePair.Create("y", 1L)], statistics.Labels);
        Assert.Equal([("eng", null, 1L), ("yor", "dev", 1L), ("yor", "train", 2L)], statistics.Parts.Select(p => (p.Language!, p.Split, p.Rows)));
        Assert.Equal(new LengthDistribution((7 + 7 + 9 + 13) / 4.0, 7, 7, 13, 13), statistics.Characters);
        Assert.Equal(new LengthDistribution(9 / 4.0, 2, 2, 3, 3), statistics.Words);
    }

    [Fact]
    public void LengthCounter_AnyLengths_GivesTheirQuantiles() => Gen.Int[0, 500].Array[1, 60].Sample(lengths =>
    {
        var counter = new LengthCounter();
        foreach (int length in lengths)
            counter.Add(length);
        LengthDistribution distribution = counter.ToDistribution();
        int[] sorted = [.. lengths.Order()];

        Assert.Equal(sorted[((sorted.Length + 1) / 2) - 1], distribution.Median);
        Assert.Equal(sorted[(((sorted.Length * 19) + 19) / 20) - 1], distribution.Percentile95);
        Assert.Equal((sorted[0], sorted[^1]), (distribution.Smallest, distribution.Largest));
    });
}
