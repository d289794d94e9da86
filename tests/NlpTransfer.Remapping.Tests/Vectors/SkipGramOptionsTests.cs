namespace NlpTransfer.Remapping.Tests;

/// <summary>No option is accepted and ignored: each has another value here, and it has to change the vectors.</summary>
public sealed class SkipGramOptionsTests
{
    private static readonly SkipGramOptions Start = new() { Dimension = 8, Epochs = 1, MinimumCount = 1, Subsampling = 1 };

    private static readonly Dictionary<string, SkipGramOptions> Changed = new()
    {
        [nameof(SkipGramOptions.Dimension)] = Start with { Dimension = 9 },
        [nameof(SkipGramOptions.Window)] = Start with { Window = 1 },
        [nameof(SkipGramOptions.Negatives)] = Start with { Negatives = 2 },
        [nameof(SkipGramOptions.Epochs)] = Start with { Epochs = 2 },
        [nameof(SkipGramOptions.MinimumCount)] = Start with { MinimumCount = 100 },
        [nameof(SkipGramOptions.LearningRate)] = Start with { LearningRate = 0.1f },
        [nameof(SkipGramOptions.Subsampling)] = Start with { Subsampling = 0.01 },
        [nameof(SkipGramOptions.MinimumNgram)] = Start with { MinimumNgram = 2 },
        [nameof(SkipGramOptions.MaximumNgram)] = Start with { MaximumNgram = 4 },
        [nameof(SkipGramOptions.Buckets)] = Start with { Buckets = 7 },
        [nameof(SkipGramOptions.MaximumWords)] = Start with { MaximumWords = 10 },
        [nameof(SkipGramOptions.Centred)] = Start with { Centred = false },
        [nameof(SkipGramOptions.Seed)] = Start with { Seed = 2 },
    };

    public static TheoryData<string> Names => [.. typeof(SkipGramOptions).GetProperties().Select(property => property.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void TrainWords_AnotherValue_GivesOtherVectors(string option)
    {
        string[] texts = [.. TwoGroups.Sentences(300), "once"];

        Assert.NotEqual(SkipGramTests.Bytes(SkipGram.TrainWords(texts, Start)), SkipGramTests.Bytes(SkipGram.TrainWords(texts, Changed[option])));
    }

    [Fact]
    public void Validate_EverythingOutOfRange_NamesEachFault()
    {
        var options = new SkipGramOptions
        {
            Dimension = 0,
            Window = 0,
            Negatives = 65,
            Epochs = 0,
            MinimumCount = 0,
            LearningRate = 0,
            Subsampling = 2,
            MinimumNgram = 0,
            MaximumNgram = 17,
            Buckets = 0,
            MaximumWords = 0,
        };

        Assert.Equal(
            "options for skip-gram vectors: Dimension must be from 1 to 1024, not 0; Window must be from 1 to 100, not 0; Negatives must be from 1 to 64, not 65; " +
            "Epochs must be from 1 to 1000, not 0; MinimumCount must be at least 1, not 0; LearningRate must be above 0, at most 1, not 0; Subsampling must be above 0, at most 1, not 2; " +
            "MinimumNgram must be from 1 to 16, not 0; MaximumNgram must be 0, or from MinimumNgram to 16, not 17; Buckets must be from 1 to 100000000, not 0; MaximumWords must be from 1 to 10000000, not 0",
            Assert.Throws<UsageException>(() => SkipGram.TrainWords(["a"], options)).Message);
    }

    [Fact]
    public void RequireRoom_TooLargeForOneMatrix_SaysWhatToLower()
    {
        SkipGramModel.RequireRoom(2_000_000, 300_000, new() { Dimension = 1024 });

        Assert.Equal(
            "300,000 words with 1,800,000 letter sequences are too many for vectors of 1024 numbers; raise MinimumCount, or lower MaximumWords, Buckets or Dimension.",
            Assert.Throws<UsageException>(() => SkipGramModel.RequireRoom(2_100_000, 300_000, new() { Dimension = 1024 })).Message);
    }
}
