using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class TextSampleTests
{
    private static readonly string[] Texts = [.. Enumerable.Range(0, 200).Select(i => $"text {i}")];

    [Fact]
    public void Add_MoreThanFits_KeepsTheSameTextsInWhateverOrder()
    {
        IReadOnlyList<string> one = Sample(Texts, 50, 1), two = Sample([.. Texts.Reverse()], 50, 1);
        Assert.Equal(50, one.Count);
        Assert.Equal(one, two);
        Assert.NotEqual(one, Sample(Texts, 50, 2));
    }

    [Fact]
    public void Add_EveryText_IsKeptAboutAsOften()
    {
        int[] kept = new int[Texts.Length];
        for (ulong seed = 0; seed < 100; seed++)
        {
            foreach (string text in Sample(Texts, 50, seed))
                kept[Array.IndexOf(Texts, text)]++;
        }

        // A quarter of a hundred, with a standard deviation of 4.3.
        Assert.All(kept, count => Assert.InRange(count, 5, 45));
    }

    [Fact]
    public void Add_Repeats_AreKeptOnce() => Assert.Equal(3, Sample(["a", "b", "a", "c", "a"], 50, 1).Count);

    private static IReadOnlyList<string> Sample(IEnumerable<string> texts, int capacity, ulong seed)
    {
        var sample = new TextSample(capacity, seed);
        foreach (string text in texts)
            sample.Add(text);
        return sample.Texts;
    }
}
