namespace NlpTransfer.Metrics.Tests;

public sealed class NearestNeighboursTests
{
    [Fact]
    public void Of_Vectors_FindsTheLargestProduct() =>
        Assert.Equal([2, 0, 1], NearestNeighbours.Of([[0, 1], [1, 0], [-1, -1]], [[1, 0], [-1, 0], [0.6f, 0.8f]]));

    [Fact]
    public void Of_SeveralEquallyNear_IsNoAnswer() => Assert.Equal([-1, 2], NearestNeighbours.Of([[1, 0], [0, 1]], [[1, 0], [1, 0], [0, 1]]));

    [Fact]
    public void Of_NearerOneAfterATie_IsTheAnswer() => Assert.Equal([2], NearestNeighbours.Of([[1, 0]], [[0.5f, 0], [0.5f, 0], [1, 0]]));

    [Fact]
    public void Of_NoCandidates_IsNoAnswer() => Assert.Equal([-1], NearestNeighbours.Of([[1f]], []));
}
