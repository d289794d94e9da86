namespace NlpTransfer.Corpora.Tests;

public sealed class PairCleanerTests
{
    [Theory]
    [InlineData("...", "a", PairFault.EmptySide)]
    [InlineData("The same, here!", "the same here", PairFault.Identical)]
    [InlineData("yes", "a translation that goes on and on for ever and ever, amen, amen", PairFault.LengthRatio)]
    [InlineData("It cost 1,250 in 2019", "Ó jẹ́ 1.250 ní 2018", PairFault.NumberMismatch)]
    [InlineData("Open {0} now", "Ṣí {1} báyìí", PairFault.PlaceholderMismatch)]
    [InlineData("It cost 1,250 in ٢٠١٩ for 3 men", "Ó jẹ́ 1.250 ní 2019 fún mẹ́ta", null)]
    [InlineData("Open <b>{0}</b>", "Ṣí <b>{0}</b>", null)]
    [InlineData("no", "rárá o, kò sí", null)]
    public void Check_Pair_FindsWhatIsWrong(string source, string target, PairFault? fault) => Assert.Equal(fault, new PairCleaner().Check(new TextPair(source, target)));

    [Fact]
    public async Task Clean_Corpus_CountsEachReasonOnce()
    {
        TextPair[] pairs = [new("one", "ọ̀kan"), new("One!", "Ọkan"), new(new string('x', 2_001), "y"), new("two", "two"), new("three", "ẹ̀ta")];
        var cleaner = new PairCleaner();
        List<TextPair> kept = await cleaner.CleanAsync(pairs.ToAsyncEnumerable()).ToListAsync();
        Assert.Equal([pairs[0], pairs[4]], kept);
        Assert.Equal(2, cleaner.Kept);
        Assert.Equal([(PairFault.TooLong, 1L), (PairFault.Identical, 1), (PairFault.Duplicate, 1)], cleaner.Dropped.Select(d => (d.Key, d.Value)));
    }

    [Fact]
    public void Options_EachCheck_CanBeSwitchedOff()
    {
        Assert.Null(new PairCleaner(new() { Identical = false }).Check(new("a b", "a b")));
        Assert.Null(new PairCleaner(new() { MaximumRatio = 0 }).Check(new("a", new string('b', 500))));
        Assert.Null(new PairCleaner(new() { MaximumLength = 0 }).Check(new(new string('a', 5_000), new string('b', 5_000))));
        Assert.Null(new PairCleaner(new() { Numbers = false }).Check(new("in 1999", "ní 2000")));
        Assert.Null(new PairCleaner(new() { Placeholders = false }).Check(new("%s is", "ni")));
        var cleaner = new PairCleaner(new() { Duplicates = false });
        Assert.Null(cleaner.Check(new("a", "b")));
        Assert.Null(cleaner.Check(new("a", "b")));
        Assert.Throws<UsageException>(() => new PairCleaner(new() { MaximumRatio = 0.5 }));
        Assert.Throws<UsageException>(() => new PairCleaner(new() { MaximumLength = -1 }));
    }
}
