using System.Runtime.InteropServices;
using NlpTransfer.Corpora;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping.Tests;

public sealed class SkipGramTests
{
    private static readonly SkipGramOptions Small = new() { Dimension = 12, Epochs = 8, MinimumCount = 1, Subsampling = 1 };

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void TrainWords_SharedCompany_MakesNeighbours(int maximumNgram)
    {
        WordVectors vectors = SkipGram.TrainWords(TwoGroups.Sentences(2_000), Small with { MaximumNgram = maximumNgram });

        foreach (string animal in TwoGroups.Animals)
        {
            double leastFriendly = TwoGroups.Animals.Min(other => Cosine(vectors, animal, other));
            double mostStrange = TwoGroups.Fruits.Max(other => Cosine(vectors, animal, other));
            Assert.True(leastFriendly > mostStrange + 0.3, $"{animal}: {leastFriendly} within its group, {mostStrange} outside");
        }

        Assert.Equal(16, vectors.Words.Count);
        Assert.Equal(10_000, vectors.Words.Sum(word => vectors.CountOf(vectors.PlaceOf(word))));
    }

    [Fact]
    public void TrainTokens_SharedCompany_MakesNeighboursAndLeavesOutWhatDoesNotOccur()
    {
        TextTokenizer tokenizer = Toy.Unigram(["▁nowhere", "▁runs", "▁sleeps", "▁bites", "▁howls", "▁ripe", "▁juicy", "▁peeled", "▁sour", .. TwoGroups.Animals.Concat(TwoGroups.Fruits).Select(word => "▁" + word)]);

        TokenVectors vectors = SkipGram.TrainTokens(tokenizer, TwoGroups.Sentences(2_000).Append("kat ☃ kat"), Small);

        Assert.Equal(tokenizer.VocabularySize, vectors.Count);
        Assert.Equal(16, vectors.KnownCount);
        Assert.False(vectors.TryGet(tokenizer.TokenToId("▁nowhere")!.Value, out _));
        Assert.False(vectors.TryGet(tokenizer.SpecialTokens.Unknown!.Value, out _));
        Assert.True(Cosine("▁kat", "▁lev") > Cosine("▁kat", "▁rof") + 0.3);

        double Cosine(string a, string b)
        {
            Assert.True(vectors.TryGet(tokenizer.TokenToId(a)!.Value, out ReadOnlySpan<float> first));
            Assert.True(vectors.TryGet(tokenizer.TokenToId(b)!.Value, out ReadOnlySpan<float> second));
            return TwoGroups.Cosine(first, second);
        }
    }

    [Fact]
    public async Task TrainWords_SameSeed_GivesTheSameBytesBesideOtherWork()
    {
        IReadOnlyList<string> sentences = TwoGroups.Sentences(3_000);
        byte[] alone = Bytes(SkipGram.TrainWords(sentences, Small));

        byte[][] crowded = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Bytes(SkipGram.TrainWords(sentences, Small)))));

        Assert.All(crowded, bytes => Assert.Equal(alone, bytes));
        Assert.NotEqual(alone, Bytes(SkipGram.TrainWords(sentences, Small with { Seed = 2 })));
    }

    [Fact]
    public void TrainWords_ATextWithoutLineBreaks_IsLearntLikeAnyOther()
    {
        WordVectors vectors = SkipGram.TrainWords([string.Join(' ', TwoGroups.Sentences(2_000))], Small);

        Assert.True(Cosine(vectors, "kat", "lev") > Cosine(vectors, "kat", "rof") + 0.3);
    }

    [Fact]
    public void TrainWords_EmptyText_SaysWhatIsMissing()
    {
        Assert.Equal("the text: there is no word in it, so no vectors can be trained; give plain text of the language.", Message([]));
        Assert.Equal("the text: there is no word in it, so no vectors can be trained; give plain text of the language.", Message(["", " ... "]));
        Assert.Equal("rows in memory: there is no word in it, so no vectors can be trained; give plain text of the language.", Message(TextCorpus.FromRows([new CorpusRow("?")])));

        static string Message(IEnumerable<string> texts) => Assert.Throws<BadDataException>(() => SkipGram.TrainWords(texts)).Message;
    }

    [Fact]
    public void Train_NothingFrequent_SaysHowMuchThereIs()
    {
        Assert.Equal(
            "the text: none of its 2 words occurs 5 times, which a vector needs; give more text, or lower MinimumCount.",
            Assert.Throws<BadDataException>(() => SkipGram.TrainWords(["one two"])).Message);
        Assert.Equal(
            "the text: none of its 3 tokens occurs 5 times, which a vector needs; give more text, or lower MinimumCount.",
            Assert.Throws<BadDataException>(() => SkipGram.TrainTokens(Toy.Unigram("▁a"), ["a a a"])).Message);
    }

    [Fact]
    public void TrainWords_Cancelled_Stops()
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new Reports(report =>
        {
            if (report.Phase.StartsWith("skip-gram vectors, epoch 2", StringComparison.Ordinal))
                cancellation.Cancel();
        });

        Assert.ThrowsAny<OperationCanceledException>(() => SkipGram.TrainWords(TwoGroups.Sentences(2_000), Small, progress, cancellation.Token));
        Assert.Contains(progress.All, report => report.Phase == "counting words");
        Assert.Contains(progress.All, report => report is { Phase: "skip-gram vectors, epoch 1 of 8", Done: 10_000, Total: 10_000 });
    }

    [SkippableFact]
    public void TrainWords_TenThousandEnglishSentences_PutDaysTogether()
    {
        string[] english = [.. File.ReadLines(SharedFolders.Data("menyo20k", "train.tsv")).Skip(1).Select(line => line.Split('\t')[0])];

        WordVectors vectors = SkipGram.TrainWords(english, new() { Dimension = 50, Epochs = 8, MaximumNgram = 0 });

        string[] nearest = [.. vectors.Words.Where(word => word != "Monday").OrderByDescending(word => Cosine(vectors, "Monday", word)).Take(8)];
        Assert.True(nearest.Intersect(["Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]).Count() >= 3, string.Join(' ', nearest));
    }

    internal static byte[] Bytes(WordVectors vectors) =>
        [.. Enumerable.Range(0, vectors.Words.Count).SelectMany(place => MemoryMarshal.AsBytes(vectors.VectorOf(place)).ToArray())];

    private static double Cosine(WordVectors vectors, string a, string b) => TwoGroups.Cosine(vectors.VectorOf(vectors.PlaceOf(a)), vectors.VectorOf(vectors.PlaceOf(b)));
}
