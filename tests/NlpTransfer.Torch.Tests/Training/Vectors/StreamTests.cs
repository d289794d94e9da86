using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class StreamTests
{
    private static readonly VectorExample[] Examples = [.. Enumerable.Range(0, 40).Select(i => new VectorExample(new int[3 + (i % 4)], i, Contrasts: true))];

    [Fact]
    public void Batches_TwoPasses_HoldEveryExampleOnceAPassInAnotherOrder()
    {
        var stream = new ExampleStream<VectorExample>("test", Examples, example => example.Ids.Length, [[.. Enumerable.Range(0, 40)]], 1, 24, 1);
        int[][] all = [.. stream.Batches().Take(2 * stream.BatchesInPass).Select(batch => batch.Select(example => example.Target).ToArray())];
        int[] first = [.. all.Take(stream.BatchesInPass).SelectMany(batch => batch)], second = [.. all.Skip(stream.BatchesInPass).SelectMany(batch => batch)];
        Assert.Equal(Enumerable.Range(0, 40), first.Order());
        Assert.NotEqual(first, second);
        Assert.All(all, batch => Assert.InRange(batch.Length, 1, 8));
    }

    [Fact]
    public void Batches_LargeTemperature_DrawSmallGroupsAsOftenAsLargeOnes()
    {
        var stream = new ExampleStream<VectorExample>("test", Examples, example => example.Ids.Length, [[.. Enumerable.Range(0, 4)], [.. Enumerable.Range(4, 36)]], 1000, 24, 1);
        int[] pass = [.. stream.Batches().Take(stream.BatchesInPass).SelectMany(batch => batch.Select(example => example.Target))];
        Assert.InRange(pass.Count(target => target < 4), 15, 25);
    }

    [Fact]
    public void Batches_NoExample_EndAtOnce() => Assert.Empty(new ExampleStream<VectorExample>("test", [], example => example.Ids.Length, [], 1, 24, 1).Batches());

    [Theory]
    [InlineData(0, "1111")]
    [InlineData(0.5, "1212")]
    [InlineData(0.25, "1112")]
    [InlineData(1, "2222")]
    public void Mix_Shares_AreEvenlySpread(double share, string expected) =>
        Assert.Equal(expected, string.Concat(AlternatingStreams.Mix(Endless('1'), Endless('2'), share).Take(4)));

    private static IEnumerable<char> Endless(char value)
    {
        while (true)
            yield return value;
    }
}
