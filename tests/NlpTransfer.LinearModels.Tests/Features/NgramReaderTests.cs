namespace NlpTransfer.LinearModels.Tests;

public class NgramReaderTests
{
    [Theory]
    [InlineData("ab", 2, 3, " a|ab|b | ab|ab ")]
    [InlineData("a", 2, 5, " a|a | a ")]
    [InlineData("a", 4, 5, " a ")]
    [InlineData("  x \t\u001c y\u00a0", 3, 4, " x | y ")]
    [InlineData("𐐨b", 3, 3, " 𐐨b|𐐨b ")]
    [InlineData("", 2, 5, "")]
    [InlineData(" \n", 2, 5, "")]
    public void Read_CharactersInWords_PadsAndTakesShortWordsOnce(string text, int shortest, int longest, string expected) =>
        Assert.Equal(expected, Read(new(NgramKind.CharactersInWords, shortest, longest, 1, false), text));

    [Theory]
    [InlineData("One, two; (three) don't", "one|two|three|don't")]
    [InlineData("a:b \"c\"?!", "a|b|c")]
    [InlineData(".,;", "")]
    public void Read_Words_PartsAtSpacesAndStops(string text, string expected) =>
        Assert.Equal(expected, Read(new(NgramKind.Words, 1, 1, 1, false), text));

    [Fact]
    public void Count_RepeatedNgrams_AreCountedAndSortedByCodePoint()
    {
        NgramCounts counts = NgramCounts.Count(new(NgramKind.Words, 1, 1, 1, false), ["b a b", "\uE000 𐐨"], ["a new a"]);
        Assert.Equal(["a", "b", "\uE000", "𐐨"], Enumerable.Range(0, counts.Table.Count).Select(counts.Table.Text));
        Assert.Equal([0, 1], counts.Ids(0).ToArray());
        Assert.Equal([1, 2], counts.Times(0).ToArray());
        Assert.Equal([0], counts.Ids(2).ToArray());
        Assert.Equal([2], counts.Times(2).ToArray());
    }

    [Fact]
    public void Apply_NoFeatureSurvives_GivesEmptyRows()
    {
        NgramCounts counts = NgramCounts.Count(new(NgramKind.Words, 1, 1, 2, false), ["a", "b"], []);
        TfidfWeights weights = TfidfWeights.Fit(counts, [0, 1]);
        SparseMatrix matrix = weights.Apply(counts, [0, 1]);
        Assert.Equal((2, 0, 0), (matrix.Rows, matrix.Columns, matrix.Count));
    }

    private static string Read(NgramOptions options, string text)
    {
        var table = new NgramTable();
        ReadOnlySpan<int> ids = new NgramReader(options).Read(text, table, add: true);
        return string.Join('|', ids.ToArray().Distinct().Select(table.Text));
    }
}
