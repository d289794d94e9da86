using System.Text.Json;

namespace NlpTransfer.Remapping.Tests;

public sealed class ProcrustesTests
{
    private static readonly RotatedSpaces Spaces = new();

    [Fact]
    public void Fit_CleanLexicon_FindsTheRotationAndKeepsThePairs()
    {
        ProcrustesResult result = Fit(RotatedSpaces.Lexicon(150, 0));

        Assert.True(Spaces.Error(result.Map) < 0.1, $"{Spaces.Error(result.Map)}");
        Assert.Equal(150, result.Found);
        Assert.True(result.Dropped.Count < 15, $"{result.Dropped.Count} dropped");
        Assert.InRange(result.HeldOutCosine!.Value, 0.9, 1);
    }

    [Fact]
    public void Fit_NoisyLexicon_DropsTheNonsense()
    {
        Lexicon lexicon = RotatedSpaces.Lexicon(100, 70);

        ProcrustesResult robust = Fit(lexicon), plain = Fit(lexicon, new() { Robust = false });

        Assert.True(Spaces.Error(robust.Map) < 0.1, $"robust {Spaces.Error(robust.Map)}");
        Assert.True(Spaces.Error(plain.Map) > 1.5 * Spaces.Error(robust.Map), $"plain {Spaces.Error(plain.Map)}, robust {Spaces.Error(robust.Map)}");
        Assert.True(robust.Dropped.Intersect(lexicon.Pairs.Skip(100)).Count() > 60, $"{robust.Dropped.Intersect(lexicon.Pairs.Skip(100)).Count()} of the nonsense");
        Assert.True(robust.Dropped.Intersect(lexicon.Pairs.Take(100)).Count() < 10);
        Assert.Null(plain.HeldOutCosine);
    }

    [Fact]
    public void Fit_AnyLexicon_GivesAnOrthogonalMatrixAndTheSameBytes()
    {
        float[,] map = Fit(RotatedSpaces.Lexicon(40, 30)).Map;

        Assert.Equal(map, Fit(RotatedSpaces.Lexicon(40, 30)).Map);
        for (int a = 0; a < RotatedSpaces.Dimension; a++)
        {
            for (int b = 0; b < RotatedSpaces.Dimension; b++)
                Assert.Equal(a == b ? 1 : 0, Enumerable.Range(0, RotatedSpaces.Dimension).Sum(i => (double)map[a, i] * map[b, i]), 1e-5);
        }
    }

    [Fact]
    public void Fit_LetterCase_IsTriedThreeWays()
    {
        ProcrustesResult result = Fit(new([.. Enumerable.Range(0, 40).Select(i => new LexiconPair($"EN{i}", $"Yo{i}")), new("nobody", "yo1")]));

        Assert.Equal(40, result.Found);
        Assert.Equal("O'Neil Jean-Paul", LexiconMatches.Title("o'NEIL jean-paul"));
    }

    [Fact]
    public void Fit_NothingKnown_SaysHowManyWordsThereAre()
    {
        Assert.Equal(
            "None of the lexicon's 2 pairs has vectors for both words (300 source words and 300 target words have one); check that it belongs to these languages, or train vectors on more text.",
            Message(new([new("en1", "nobody"), new("nobody", "yo1")])));
        Assert.Equal(
            "Only 29 of the lexicon's 29 pairs have vectors for both words (300 source words and 300 target words have one), fewer than 30 (MinimumPairs); give a longer lexicon, or train vectors on more text.",
            Message(RotatedSpaces.Lexicon(29, 0)));

        static string Message(Lexicon lexicon) => Assert.Throws<BadDataException>(() => Fit(lexicon)).Message;
    }

    [Fact]
    public void Fit_TooFewLeft_SaysHowManyDidNotFit()
    {
        string message = Assert.Throws<BadDataException>(() => Fit(RotatedSpaces.Lexicon(100, 70), new() { MinimumPairs = 140 })).Message;

        Assert.Matches(
            @"^Of 170 pairs of the lexicon that have vectors, \d\d do not fit the others, which leaves \d{2,3}, fewer than 140 \(MinimumPairs\); give a longer or cleaner lexicon, or more text\.$", message);
    }

    [Fact]
    public void Fit_OtherDimensions_AreRefused()
    {
        var narrow = new WordVectors(["yo1"], [1], 2, [1, 0]);

        Assert.Equal(
            "Source vectors have 12 numbers and target vectors 2, but only spaces of one dimension can be turned into each other; train both with the same.",
            Assert.Throws<UsageException>(() => Procrustes.Fit(Spaces.Source, narrow, RotatedSpaces.Lexicon(30, 0))).Message);
    }

    [Fact]
    public void Fit_Cancelled_Stops()
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new Reports(_ => cancellation.Cancel());

        Assert.Throws<OperationCanceledException>(() => Procrustes.Fit(Spaces.Source, Spaces.Target, RotatedSpaces.Lexicon(100, 0), null, progress, cancellation.Token));
        Assert.Equal([new WorkProgress("weighing word pairs", 1, 6)], progress.All);
    }

    // The reference multiplied in single precision, and its smallest singular value is 150,000 times smaller than its largest: that alone moves its matrix by 7e-4.
    [SkippableFact]
    public void Fit_WeightsOff_EqualsTheReference()
    {
        using SafetensorsFile tensors = SafetensorsFile.Open(SharedFolders.Golden("remap", "expected.safetensors"));
        using JsonDocument words = JsonDocument.Parse(File.ReadAllBytes(SharedFolders.Golden("remap", "expected.json")));
        var lexicon = new Lexicon([.. words.RootElement.GetProperty("wechsel.lexicon").EnumerateArray().Select(pair => new LexiconPair(pair[0].GetString()!, pair[1].GetString()!))]);

        ProcrustesResult result = Procrustes.Fit(Vectors("source"), Vectors("target"), lexicon, new() { Robust = false, UnitLength = false });

        float[] expected = tensors.ReadSingles("wechsel.alignment");
        Assert.All(Enumerable.Range(0, expected.Length), i => Assert.Equal(expected[i], result.Map[i / 20, i % 20], 1e-3f));
        Assert.Equal(65, result.Found);

        WordVectors Vectors(string side) => new(
            [.. words.RootElement.GetProperty($"wechsel.{side}_words").EnumerateArray().Select(word => word.GetString()!)],
            [.. words.RootElement.GetProperty($"wechsel.{side}_counts").EnumerateArray().Select(count => count.GetInt64())],
            20,
            tensors.ReadSingles($"wechsel.{side}_word_vectors"));
    }

    private static ProcrustesResult Fit(Lexicon lexicon, ProcrustesOptions? options = null) => Procrustes.Fit(Spaces.Source, Spaces.Target, lexicon, options);
}
