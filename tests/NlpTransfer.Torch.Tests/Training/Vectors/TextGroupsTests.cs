using NlpTransfer.Corpora;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class TextGroupsTests
{
    [Fact]
    public async Task ReadAsync_FilesOfOneLanguage_AreOneGroupWithEachTextOnce()
    {
        IReadOnlyList<TextGroup> groups = await ReadAsync([Texts("yor", 0, 40), Texts("yor", 20, 40), Texts("eng", 0, 10)]);
        Assert.Equal(["yor", "eng"], groups.Select(group => group.Language));
        Assert.Equal(60, groups[0].Texts.Count + groups[0].HeldOut.Count);
        Assert.Equal(5, groups[0].HeldOut.Count);
        // A tenth of ten is one, which has no mean to be taken away.
        Assert.Empty(groups[1].HeldOut);
    }

    [Fact]
    public async Task ReadAsync_HeldOutText_IsTrainedOnInNoLanguage()
    {
        var copy = TextCorpus.FromRows([.. await Texts("yor", 0, 60).ReadAllAsync()], "fra");
        IReadOnlyList<TextGroup> groups = await ReadAsync([Texts("yor", 0, 60), copy]);
        HashSet<string> apart = [.. groups.SelectMany(group => group.HeldOut)];
        Assert.DoesNotContain(groups.SelectMany(group => group.Texts), apart.Contains);
        Assert.Equal(5, apart.Count);
    }

    [Fact]
    public async Task ReadAsync_Dev_MeasuresItsLanguagesAndLeavesTheOthers()
    {
        IReadOnlyList<TextGroup> groups = await TextGroups.ReadAsync(
            [Texts("yor", 0, 60), Texts("eng", 0, 60)], [Texts("yor", 50, 15), Texts("hau", 0, 3)], 1000, 5, 1, null, default);
        Assert.Equal([("yor", 50, 15), ("eng", 55, 5), ("hau", 0, 3)], groups.Select(group => (group.Language, group.Texts.Count, group.HeldOut.Count)));
    }

    private static Task<IReadOnlyList<TextGroup>> ReadAsync(TextCorpus[] texts) => TextGroups.ReadAsync(texts, [], 1000, 5, 1, null, default);

    private static TextCorpus Texts(string language, int first, int count) =>
        TextCorpus.FromRows([.. Enumerable.Range(first, count).Select(i => new CorpusRow($"{language} {i}"))], language);
}
