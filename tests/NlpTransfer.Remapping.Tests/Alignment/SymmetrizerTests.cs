namespace NlpTransfer.Remapping.Tests;

public sealed class SymmetrizerTests
{
    [Fact]
    public void Combine_Intersection_KeepsWhatBothSay() =>
        Assert.Equal([(0, 0), (2, 1)], Symmetrizer.Combine([0, 2, 2], [0, -1, 1], Symmetrization.Intersection));

    [Fact]
    public void Combine_GrowDiagonal_TakesNeighboursThatOneSays() =>
        Assert.Equal([(0, 0), (1, 0), (2, 1), (2, 2)], Symmetrizer.Combine([0, 2, 2], [0, 0, 1], Symmetrization.GrowDiagonalFinalAnd));

    [Fact]
    public void Combine_FinalAnd_LinksWordsThatHaveNothingYet()
    {
        // Both say 0-0. The forward direction alone says 4-3, far from it: both are free. It also says 0-5, but 0 is taken.
        Assert.Equal([(0, 0), (4, 3)], Symmetrizer.Combine([0, -1, -1, 4, -1, 0], [0, -1, -1, -1, -1], Symmetrization.GrowDiagonalFinalAnd));
        Assert.Equal([(0, 0), (3, 4)], Symmetrizer.Combine([0, -1, -1, -1, -1], [0, -1, -1, 4, -1, 0], Symmetrization.GrowDiagonalFinalAnd));
    }

    [Fact]
    public void Combine_NothingSaid_IsEmpty() => Assert.Empty(Symmetrizer.Combine([-1, -1], [-1], Symmetrization.GrowDiagonalFinalAnd));
}
