using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class VectorAgreementTests
{
    [Fact]
    public void Cosines_ByHand_PlainAndCentred()
    {
        // Means (2, 1) and (3, 0); without them (1, 0), (-1, 0) against (0, 1), (0, -1): nothing in common but the means.
        (double[] plain, double[] centred) = VectorAgreement.Cosines([[3, 1], [1, 1]], [[3, 1], [3, -1]]);
        Assert.Equal(1, plain[0], 1e-6);
        Assert.Equal(2 / Math.Sqrt(20), plain[1], 1e-6);
        Assert.All(centred, cosine => Assert.Equal(0, cosine, 1e-6));
    }

    [Fact]
    public void Cosines_EqualVectors_AreOneAndAVectorThatIsTheMeanSaysNothing()
    {
        float[][] vectors = [[1, 0], [0, 1], [0.5f, 0.5f]];
        (double[] plain, double[] centred) = VectorAgreement.Cosines(vectors, vectors);
        Assert.All(plain, cosine => Assert.Equal(1, cosine, 1e-6));
        Assert.Equal([1.0, 1.0, 0.0], centred.Select(cosine => Math.Round(cosine, 5)));
    }
}
