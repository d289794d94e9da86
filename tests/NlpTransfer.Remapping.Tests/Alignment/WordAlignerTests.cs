using NlpTransfer.Corpora;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping.Tests;

public sealed class WordAlignerTests
{
    [Theory]
    [InlineData(AlignmentUnit.Word)]
    [InlineData(AlignmentUnit.Token)]
    public async Task AlignAsync_OneTranslationAWord_FindsEach(AlignmentUnit unit)
    {
        WordAlignmentResult result = await Align(new() { Unit = unit });

        foreach ((string old, string @new) in ToyTranslations.Words.Skip(1).SkipLast(1))
        {
            IReadOnlyList<AlignedToken> row = result.Table["▁" + @new];
            Assert.Equal("▁" + old, row[0].Source);
            Assert.True(row[0].Weight > 0.9 * row.Sum(token => token.Weight), $"{@new}: {string.Join(' ', row)}");
        }

        Assert.Equal(400, result.Pairs);
        Assert.Empty(result.Table["▁never"]);
        Assert.InRange(result.Perplexity, 1, 6);
    }

    [Fact]
    public async Task AlignAsync_WordsOfSeveralTokens_ShareAmongThem()
    {
        WordAlignmentTable table = (await Align(new())).Table;

        Assert.Equal(["use", "▁ho"], table["▁ile"].Take(2).Select(token => token.Source).Order(StringComparer.Ordinal));
        Assert.Equal(table["▁ile"][0].Weight, table["▁ile"][1].Weight, 9);
        Assert.Equal(("▁road", "▁road"), (table["▁o"][0].Source, table["na"][0].Source));
    }

    [Fact]
    public async Task AlignAsync_LetterCase_DoesNotPartWords()
    {
        WordAlignmentResult lower = await Align(new());

        WordAlignmentResult mixed = await WordAligner.AlignAsync(
            [PairCorpus.FromPairs([.. ToyTranslations.Pairs(400).Select((pair, i) => i % 2 == 0 ? pair : pair with { Target = "Ni" + pair.Target[2..] })])], ToyTranslations.Old, ToyTranslations.New);

        Assert.Equal(lower.Perplexity, mixed.Perplexity);
    }

    [Fact]
    public async Task AlignAsync_SameInput_GivesTheSameTable()
    {
        WordAlignmentTable first = (await Align(new())).Table, second = (await Align(new())).Table;

        Assert.Equal(Rows(first), Rows(second));
    }

    [Theory]
    [InlineData(0.08, 4, 0.01)]
    [InlineData(0.3, 1, 0)]
    [InlineData(0, 8, 0.5)]
    public async Task AlignAsync_AnyPriors_LearnsAsThePaperWritesItDown(double nullProbability, double tension, double prior)
    {
        (string[], string[])[] pairs = [.. ToyTranslations.Pairs(40).Select(pair => (pair.Source.Split(' '), pair.Target.TrimEnd('.').Split(' ')))];
        var plain = new PlainModel(nullProbability, tension, prior);
        for (int iterations = 1; iterations <= 4; iterations++)
        {
            double expected = plain.Pass(pairs);

            WordAlignmentResult result = await WordAligner.AlignAsync(
                [ToyTranslations.Corpus(40)], ToyTranslations.Old, ToyTranslations.New,
                new() { NullProbability = nullProbability, Tension = tension, Prior = prior, Iterations = iterations });

            Assert.Equal(expected, result.Perplexity, 1e-5 * expected);
        }
    }

    [Fact]
    public async Task AlignAsync_UnusablePairs_AreCounted()
    {
        PairCorpus corpus = PairCorpus.FromPairs([.. ToyTranslations.Pairs(20), new("...", "ile"), new("house", "?"), new(string.Join(' ', Enumerable.Repeat("house", 9)), "ile")]);

        WordAlignmentResult result = await WordAligner.AlignAsync([corpus, ToyTranslations.Corpus(5)], ToyTranslations.Old, ToyTranslations.New, new() { MaximumLength = 8 });

        Assert.Equal((25, 1, 2), (result.Pairs, result.TooLong, result.WithoutWords));
    }

    [Fact]
    public async Task AlignAsync_NoUsablePair_SaysWhy()
    {
        Assert.Equal("pairs in memory: no pair has words on both sides, so nothing can be aligned; give texts with their translations.", await Message(new TextPair(".", "?")));
        Assert.Equal(
            "pairs in memory: all 1 pairs have a side of more than 1,000 words; cut them into sentences, or raise MaximumLength.",
            await Message(new TextPair(string.Join(' ', Enumerable.Repeat("house", 1001)), "ile")));
        Assert.Equal(
            "there are no pairs to align; give at least one corpus of texts with their translations",
            (await Assert.ThrowsAsync<UsageException>(() => WordAligner.AlignAsync([], ToyTranslations.Old, ToyTranslations.New))).Message);

        static async Task<string> Message(TextPair pair) =>
            (await Assert.ThrowsAsync<BadDataException>(() => WordAligner.AlignAsync([PairCorpus.FromPairs([pair])], ToyTranslations.Old, ToyTranslations.New))).Message;
    }

    [Fact]
    public async Task AlignAsync_Cancelled_StopsAndReportsBefore()
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new Reports(report =>
        {
            if (report.Phase == "aligning, pass 2 of 5")
                cancellation.Cancel();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WordAligner.AlignAsync([ToyTranslations.Corpus()], ToyTranslations.Old, ToyTranslations.New, null, progress, cancellation.Token));
        Assert.Equal(new WorkProgress("counting pairs", 400, 400), progress.All[0]);
    }

    [SkippableFact]
    public async Task AlignAsync_FourThousandYorubaPairs_FindsCommonWords()
    {
        var old = TextTokenizer.Load(SharedFolders.MinilmEn());
        var @new = TextTokenizer.Load(SharedFolders.Golden("remap", "target-unigram.tokenizer.json"));
        PairCorpus pairs = PairCorpus.Parse("yor=" + SharedFolders.Data("menyo20k", "train.tsv"), options: new() { Limit = 4000 });

        WordAlignmentResult result = await WordAligner.AlignAsync([pairs], old, @new);

        foreach ((string token, string meaning) in new[] { ("▁méjì", "two"), ("▁ní", "in"), ("▁ọdún", "years"), ("▁ènìyàn", "people"), ("▁ó", "it") })
            Assert.Contains(meaning, result.Table[token].Take(2).Select(aligned => aligned.Source));
    }

    internal static string[] Rows(WordAlignmentTable table) => [.. table.Targets.Select(target => $"{target}: {string.Join(' ', table[target])}")];

    private static Task<WordAlignmentResult> Align(WordAlignmentOptions options) => WordAligner.AlignAsync([ToyTranslations.Corpus()], ToyTranslations.Old, ToyTranslations.New, options);
}
