using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping.Tests;

public sealed class FocusInitializerTests() : RemapInitializerContract(new FocusInitializer(Vectors(New), new FocusOptions { MinimumOverlap = 1 }))
{
    private static readonly TextTokenizer From = Toy.Unigram("▁x", "▁y", "z");
    private static readonly TextTokenizer To = Toy.Unigram("▁x", "▁y", "▁z", "▁new", "▁odd");

    // x and y are at right angles; the new one lies close to x, the odd one has no vector.
    private static readonly TokenVectors ByHand = new(2, [0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 3, 1, 1, 10, 4, 0, 0], [false, false, false, false, true, true, true, true, false]);

    private static TokenVectors Vectors(TextTokenizer tokenizer) =>
        new(3, [.. Enumerable.Range(0, tokenizer.VocabularySize * 3).Select(i => MathF.Sin(i * 1.7f))], [.. Enumerable.Repeat(true, tokenizer.VocabularySize)]);

    private static (string New, string Old, float Weight)[] Express(FocusOptions options) =>
        [.. new FocusInitializer(ByHand, options).Express(new RemapContext(From, To) { Tokens = [4, 5, 6, 7, 8] }, default).Select(row => (To.IdToToken(row.NewToken)!, From.IdToToken(row.OldToken)!, MathF.Round(row.Weight, 4)))];

    [Fact]
    public void Express_NewToken_IsMixedBySparsemaxOfCosines()
    {
        // Cosines 10 and 4 over the root of 116: 0.92848 and 0.37139; the threshold (1.29987 - 1) / 2.
        (string, string, float)[] rows = Express(new FocusOptions { MinimumOverlap = 2 });
        Assert.Contains(("▁new", "▁x", 0.7785f), rows);
        Assert.Contains(("▁new", "▁y", 0.2215f), rows);
        Assert.DoesNotContain(rows, row => row.Item1 == "▁odd");
    }

    [Fact]
    public void Express_Fuzzy_LeansOnMoreTokens()
    {
        Assert.DoesNotContain(Express(new FocusOptions { MinimumOverlap = 2 }), row => row.Old == "z" && row.New == "▁z" && row.Weight == 1);
        (string New, string Old, float Weight)[] rows = Express(new FocusOptions { MinimumOverlap = 2, Overlap = CopyMatch.Fuzzy });
        Assert.Contains(("▁z", "z", 1f), rows);
        Assert.Contains(rows, row => row is { New: "▁new", Old: "z" });
    }

    [Fact]
    public void Express_OverlapTooSmall_OnlyTakesOver() => Assert.Equal([("▁x", "▁x", 1f), ("▁y", "▁y", 1f)], Express(new FocusOptions { MinimumOverlap = 3 }));

    [Fact]
    public void Express_VectorsOfAnotherVocabulary_AreRefused()
    {
        var exception = Assert.Throws<UsageException>(() => new FocusInitializer(ByHand).Express(new RemapContext(From, From), default).ToArray());
        Assert.Equal("There are auxiliary vectors for 9 tokens and the new vocabulary has 7; train them with the new tokenizer.", exception.Message);
    }

    [Fact]
    public void Constructor_Faults_NamesAll()
    {
        var exception = Assert.Throws<UsageException>(() => new FocusInitializer(ByHand, new FocusOptions { Overlap = (CopyMatch)7, MinimumOverlap = 0 }));
        Assert.Equal("options for FOCUS: Overlap must be one of Exact, Canonical, Fuzzy, not 7; MinimumOverlap must be at least 1, not 0", exception.Message);
    }
}
