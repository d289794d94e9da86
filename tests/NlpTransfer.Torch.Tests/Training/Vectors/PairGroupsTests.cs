using NlpTransfer.Corpora;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class PairGroupsTests
{
    [Fact]
    public async Task ReadAsync_TwoLanguagesOfOneSource_TrainOnNoHeldOutText()
    {
        PairCorpus[] corpora = [ToyPairs.Corpus("yor", 100), ToyPairs.Corpus("hau", 100)];
        IReadOnlyList<PairGroup> groups = await PairGroups.ReadAsync(corpora, 1000, 8, 1, null, default);
        Assert.Equal(["yor", "hau"], groups.Select(group => group.Language));
        Assert.All(groups, group => Assert.Equal(8, group.HeldOut.Count));
        HashSet<string> apart = [.. groups.SelectMany(group => group.HeldOut.SelectMany(pair => new[] { pair.Source, pair.Target }))];
        Assert.All(groups.SelectMany(group => group.Pairs), pair => Assert.True(!apart.Contains(pair.Source) && !apart.Contains(pair.Target)));
        // The same sources are held out in both, so little is lost to the rule above.
        Assert.Equal(groups[0].HeldOut.Select(pair => pair.Source), groups[1].HeldOut.Select(pair => pair.Source));
    }

    [Fact]
    public async Task ReadAsync_MoreThanIsKept_DrawsFromAll()
    {
        IReadOnlyList<PairGroup> groups = await PairGroups.ReadAsync([ToyPairs.Corpus("yor", 100)], 30, 0, 1, null, default);
        Assert.Equal(30, Assert.Single(groups).Pairs.Count);
        Assert.Empty(groups[0].HeldOut);
    }

    [Fact]
    public void Score_Vectors_CountsNearestAndNoTies()
    {
        // By hand: the first finds its own both ways; the second and third are the same on the target side, so neither is found there.
        RetrievalScore score = Retrieval.Score([[1, 0], [0, 1], [0.6f, 0.8f]], [[1, 0], [0.6f, 0.8f], [0.6f, 0.8f]]);
        Assert.Equal((1 / 3.0, 2 / 3.0), (Math.Round(score.FromSource.Value, 9), Math.Round(score.FromTarget.Value, 9)), EqualityComparer<(double, double)>.Create(
            (one, two) => Math.Abs(one.Item1 - two.Item1) < 1e-6 && Math.Abs(one.Item2 - two.Item2) < 1e-6));
        Assert.Equal(3, score.FromSource.N);
    }
}
