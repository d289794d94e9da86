using CsCheck;

namespace NlpTransfer.Metrics.Tests;

public sealed class HolmTests
{
    [Fact]
    public void Adjust_HandWorked_StepDown()
    {
        double[] adjusted = Holm.Adjust([0.01, 0.04, 0.03, 0.005]);

        double[] expected = [0.03, 0.06, 0.06, 0.02];
        Assert.Equal(expected.Length, adjusted.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], adjusted[i], 1e-15);
    }

    [Fact]
    public void Adjust_None_Empty() => Assert.Empty(Holm.Adjust([]));

    [Fact]
    public void Adjust_AnyValues_MonotoneAndWithinBonferroni() =>
        Gen.Double[0, 1].Array[1, 12].Sample(p =>
        {
            double[] adjusted = Holm.Adjust(p);
            for (int i = 0; i < p.Length; i++)
            {
                Assert.InRange(adjusted[i], p[i], Math.Min(1, p.Length * p[i]));
                for (int j = 0; j < p.Length; j++)
                    Assert.True(p[i] > p[j] || adjusted[i] <= adjusted[j]);
            }
        });

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Adjust_NoPValue_Refused(double bad) => Assert.Throws<ArgumentException>(() => Holm.Adjust([0.5, bad]));
}
