using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping.Tests;

public sealed class WechselInitializerTests() : RemapInitializerContract(new WechselInitializer(Words(("ab", 5, [1, 0]), ("abe", 2, [0, 1])), Words(("abba", 3, [1, 1]), ("be", 1, [0, 1])), Same))
{
    private static readonly float[,] Same = { { 1, 0 }, { 0, 1 } };
    private static readonly TextTokenizer From = Toy.Unigram("▁", "▁sea", "▁sun", "▁son");
    private static readonly TextTokenizer To = Toy.Unigram("▁", "▁o", "kun", "▁oorun");

    private static WordVectors Words(params (string Word, long Count, float[] Vector)[] words) =>
        new([.. words.Select(word => word.Word)], [.. words.Select(word => word.Count)], 2, [.. words.SelectMany(word => word.Vector)]);

    private static readonly WordVectors Source = Words(("sea", 4, [1, 0]), ("sun", 4, [0, 1]), ("son", 1, [0, -1]));
    private static readonly WordVectors Target = Words(("okun", 3, [0, 2]), ("oorun", 1, [-3, 0]));

    // A quarter turn: the source's (1, 0) is the target's (0, 1), and (0, 1) is (-1, 0).
    private static readonly float[,] Turn = { { 0, 1 }, { -1, 0 } };

    private static (string Old, float Weight)[] Express(string token, WechselOptions? options = null) =>
    [
        .. new WechselInitializer(Source, Target, Turn, options).Express(new RemapContext(From, To) { Tokens = [To.TokenToId(token)!.Value] }, default)
            .Select(row => (From.IdToToken(row.OldToken)!, MathF.Round(row.Weight, 4))),
    ];

    [Fact]
    public void Express_Token_IsMixedOfItsNearestInTheSharedSpace() => Assert.Equal([("▁sea", 1f)], Express("kun", new WechselOptions { Neighbours = 1 }));

    [Fact]
    public void Express_Temperature_SetsHowMuchTheNearestCounts()
    {
        // Cosines of "kun", (0, 1): 1 to sea, 0 to sun and to son.
        float nearest = MathF.Round(1 / (1 + (2 * MathF.Exp(-1 / 0.5f))), 4);
        Assert.Contains(("▁sea", nearest), Express("kun", new WechselOptions { Temperature = 0.5 }));
        Assert.Contains(("▁sea", 0.9999f), Express("kun"));
    }

    [Fact]
    public void Express_TokenOfRareWords_IsLeftToOthers()
    {
        Assert.NotEmpty(Express("▁oorun"));
        Assert.Empty(Express("▁oorun", new WechselOptions { MinimumCount = 2 }));
    }

    [Fact]
    public void Constructor_Faults_NamesAll()
    {
        var exception = Assert.Throws<UsageException>(() => Express("kun", new WechselOptions { Neighbours = 0, Temperature = 0, MinimumCount = 0 }));
        Assert.Equal("options for WECHSEL: Neighbours must be from 1 to 256, not 0; Temperature must be above 0 and at most 10, not 0; MinimumCount must be at least 1, not 0", exception.Message);
    }

    [Fact]
    public void Constructor_MapOfAnotherSize_IsRefused()
    {
        var exception = Assert.Throws<UsageException>(() => new WechselInitializer(Source, Target, new float[3, 2]));
        Assert.Equal("Source vectors have 2 numbers, target vectors 2, and the map between them is 3 x 2; make the map from these vectors.", exception.Message);
    }
}
