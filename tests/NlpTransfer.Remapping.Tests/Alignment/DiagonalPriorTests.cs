using CsCheck;

namespace NlpTransfer.Remapping.Tests;

public sealed class DiagonalPriorTests
{
    private static readonly Gen<(double Tension, int Given, int Generated)> Cases = Gen.Select(Gen.Double[0.1, 14], Gen.Int[1, 60], Gen.Int[1, 60]);

    [Fact]
    public void Fill_AnyLengths_SumsToOneAndFallsFromTheDiagonal() => Cases.Sample((tension, given, generated) =>
    {
        var prior = new DiagonalPrior(tension);
        double[] partners = new double[given];
        for (int place = 0; place < generated; place++)
        {
            prior.Fill(place, generated, partners);
            double diagonal = (place + 1.0) / generated;

            Assert.Equal(1, partners.Sum(), 1e-12);
            Assert.All(partners.Select((p, i) => (p, i)), at => Assert.Equal(
                Math.Exp(-tension * Math.Abs(((at.i + 1.0) / given) - diagonal)) / Math.Exp(-tension * Math.Abs((1.0 / given) - diagonal)), at.p / partners[0], 1e-6 * Math.Max(1, at.p / partners[0])));
        }
    });

    [Fact]
    public void ExpectedDistance_AnyLengths_EqualsTheSum() => Cases.Sample((tension, given, generated) =>
    {
        var prior = new DiagonalPrior(tension);
        double[] partners = new double[given];
        for (int place = 0; place < generated; place++)
        {
            prior.Fill(place, generated, partners);
            double diagonal = (place + 1.0) / generated;

            Assert.Equal(partners.Select((p, i) => p * DiagonalPrior.Distance(i, given, diagonal)).Sum(), prior.ExpectedDistance(diagonal, given), 1e-9);
        }
    });

    [Theory]
    [InlineData(0.02, 14)]
    [InlineData(0.5, 0.1)]
    public void Learn_DistancesFarFromThePriors_GoesToTheBound(double found, double expected)
    {
        var prior = new DiagonalPrior(4);
        prior.CountLengths(10, 10);
        for (int i = 0; i < 50; i++)
            prior.Learn(found);

        Assert.Equal(expected, prior.Tension);
    }

    [Fact]
    public void Learn_DistancesThatSomeTensionExpects_FindsIt()
    {
        var prior = new DiagonalPrior(2);
        prior.CountLengths(12, 9);
        var true6 = new DiagonalPrior(6);
        double found = Enumerable.Range(0, 9).Average(place => true6.ExpectedDistance((place + 1.0) / 9, 12));
        for (int i = 0; i < 100; i++)
            prior.Learn(found);

        Assert.Equal(6, prior.Tension, 1e-3);
    }
}
