using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping.Tests;

public sealed class RandomInitializerTests() : RemapInitializerContract(new RandomInitializer())
{
    private static readonly TextTokenizer Large = Toy.Unigram([.. Enumerable.Range(0, 400).Select(i => $"p{i}")]);
    private static readonly TextTokenizer Fresh = Toy.Unigram([.. Enumerable.Range(0, 3000).Select(i => $"q{i}")]);

    [Fact]
    public void Express_ManyTokens_HaveMeanDeviationAndCovarianceOfTheOldRows()
    {
        var random = new CounterRandom(5, "test");
        double[][] old = [.. Enumerable.Range(0, Large.VocabularySize).Select(_ => Row(random))];
        double[][] ordinary = old[4..];
        double[][] made = [.. new RandomInitializer().Express(new RemapContext(Large, Fresh), default).GroupBy(row => row.NewToken)
            .Select(token => (double[])[token.Sum(row => row.Weight * old[row.OldToken][0]), token.Sum(row => row.Weight * old[row.OldToken][1])])];
        Assert.Equal(Fresh.VocabularySize, made.Length);
        // Standard errors with 3,000 draws: 0.05 for means of deviation 3, 4 % for products.
        Assert.Equal(Mean(ordinary, 0), Mean(made, 0), 0.2);
        Assert.Equal(Mean(ordinary, 1), Mean(made, 1), 0.2);
        Assert.Equal(1, Product(made, 0, 0) / Product(ordinary, 0, 0), 0.1);
        Assert.Equal(1, Product(made, 1, 1) / Product(ordinary, 1, 1), 0.1);
        Assert.Equal(1, Product(made, 0, 1) / Product(ordinary, 0, 1), 0.1);
    }

    [Fact]
    public void Express_EachToken_HasSquaresThatSumToOneAndNoSpecialToken()
    {
        RemapRow[] rows = [.. new RandomInitializer(new RandomOptions { Tokens = 5 }).Express(new RemapContext(Large, Fresh) { Tokens = [4, 5] }, default)];
        Assert.Equal(10, rows.Length);
        Assert.All(rows.GroupBy(row => row.NewToken), token => Assert.Equal(1, token.Sum(row => row.Weight * row.Weight), 1e-5f));
        Assert.All(rows, row => Assert.True(row.OldToken > 3));
    }

    [Fact]
    public void Express_OtherSeed_GivesOtherRows() => Assert.NotEqual(
        new RandomInitializer(new RandomOptions { Seed = 1 }).Express(new RemapContext(Large, Fresh) { Tokens = [4] }, default),
        new RandomInitializer(new RandomOptions { Seed = 2 }).Express(new RemapContext(Large, Fresh) { Tokens = [4] }, default));

    [Fact]
    public void Express_TokenMovedElsewhere_KeepsItsDraw()
    {
        TextTokenizer moved = Toy.Unigram("x", "q0");
        Assert.Equal(
            new RandomInitializer().Express(new RemapContext(Large, Fresh) { Tokens = [4] }, default).Select(row => (row.OldToken, row.Weight)),
            new RandomInitializer().Express(new RemapContext(Large, moved) { Tokens = [5] }, default).Select(row => (row.OldToken, row.Weight)));
    }

    [Fact]
    public void Constructor_OneToken_NamesTheFault()
    {
        var exception = Assert.Throws<UsageException>(() => new RandomInitializer(new RandomOptions { Tokens = 1 }));
        Assert.Equal("options for random rows: Tokens must be from 2 to 1024, not 1", exception.Message);
    }

    // The second number leans on the first.
    private static double[] Row(CounterRandom random) => random.NextGaussian() is var first ? [2 + (3 * first), -1 + first + random.NextGaussian()] : [];

    private static double Mean(double[][] rows, int column) => rows.Average(row => row[column]);

    private static double Product(double[][] rows, int left, int right)
    {
        (double first, double second) = (Mean(rows, left), Mean(rows, right));
        return rows.Average(row => (row[left] - first) * (row[right] - second));
    }
}
