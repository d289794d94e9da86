using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping.Tests;

public sealed class AlignmentInitializerTests() : RemapInitializerContract(new AlignmentInitializer(new WordAlignmentTable([("▁abba", [new("▁ab", 9), new("b", 3)]), ("▁be", [new("abe", 6)])])))
{
    private static readonly TextTokenizer From = Toy.Unigram("▁", "▁water", "▁riv", "er", "▁rain");

    private static (string Piece, float Weight)[] Express(AlignmentOptions? options, params AlignedToken[] sources) =>
    [
        .. new AlignmentInitializer(new WordAlignmentTable([("▁omi", sources)]), options)
            .Express(new RemapContext(From, Toy.Unigram("▁omi")) { Tokens = [4] }, default).Select(row => (From.IdToToken(row.OldToken)!, row.Weight)),
    ];

    [Fact]
    public void Express_AlignedTokens_AreMixedByWeight() => Assert.Equal([("▁water", 0.75f), ("▁rain", 0.25f)], Express(null, new("▁rain", 2), new("▁water", 6)));

    [Fact]
    public void Express_AlignedWord_IsPartedByTheOldTokenizer() => Assert.Equal([("▁riv", 0.5f), ("er", 0.5f)], Express(null, new AlignedToken("river", 6)));

    [Fact]
    public void Express_RarelyAligned_SaysNothing()
    {
        Assert.Empty(Express(null, new AlignedToken("▁water", 4)));
        Assert.NotEmpty(Express(new AlignmentOptions { MinimumWeight = 4 }, new AlignedToken("▁water", 4)));
    }

    [Fact]
    public void Express_ManySources_KeepsTheHeaviest() =>
        Assert.Equal([("▁water", 1f)], Express(new AlignmentOptions { MaximumSources = 1 }, new("▁rain", 2), new("▁water", 6)));

    [Fact]
    public void Constructor_Faults_NamesAll()
    {
        var exception = Assert.Throws<UsageException>(() => Express(new AlignmentOptions { MinimumWeight = 0, MaximumSources = 0 }));
        Assert.Equal("options for alignment: MinimumWeight must be above 0, not 0; MaximumSources must be from 1 to 1024, not 0", exception.Message);
    }

    [Fact]
    public void Table_TokenTwice_IsRefused()
    {
        var exception = Assert.Throws<UsageException>(() => new WordAlignmentTable([("a", []), ("a", [])]));
        Assert.Equal("The token 'a' stands in the alignment table twice; put what it is aligned with together.", exception.Message);
    }

    [Fact]
    public void Table_WeightOfZero_IsRefused()
    {
        var exception = Assert.Throws<UsageException>(() => new WordAlignmentTable([("a", [new("b", 0)])]));
        Assert.Equal("An alignment of the token 'a' has a weight that is not a number above 0; leave it out.", exception.Message);
    }
}
