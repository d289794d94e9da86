using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping.Tests;

public sealed class MeanInitializerTests() : RemapInitializerContract(new MeanInitializer())
{
    private static (string Piece, float Weight)[] Express(string[] old, string piece, MeanOptions? options = null)
    {
        TextTokenizer from = Toy.Unigram(old), to = Toy.Unigram(piece);
        return [.. new MeanInitializer(options).Express(new RemapContext(from, to) { Tokens = [4] }, default).Select(row => (from.IdToToken(row.OldToken)!, row.Weight))];
    }

    [Fact]
    public void Express_PieceOfKnownPieces_IsTheirMean() => Assert.Equal([("▁ab", 0.5f), ("b", 0.5f)], Express(["▁", "a", "▁ab", "b"], "▁abb"));

    [Fact]
    public void Express_PieceWithinAWord_LeavesTheLoneBlankOut() => Assert.Equal([("a", 0.5f), ("b", 0.5f)], Express(["▁", "a", "b"], "ab"));

    [Fact]
    public void Express_SamePieceTwice_CountsTwice() => Assert.Equal([("a", 2 / 3f), ("b", 1 / 3f)], Express(["▁", "a", "b"], "aab"));

    [Fact]
    public void Express_LetterThatIsNew_IsTheMeanOfItsDecomposition() => Assert.Equal([("n", 0.5f), ("\u0300", 0.5f)], Express(["▁", "n", "\u0300"], "ǹ"));

    [Fact]
    public void Express_LetterWhoseMarkIsUnknown_IsItsBase() => Assert.Equal([("n", 1f)], Express(["▁", "n"], "ǹ"));

    [Fact]
    public void Express_ArabicLetterWithoutDecomposition_IsItsLookAlike() => Assert.Equal([("ب", 1f)], Express(["▁", "ب", "س"], "ݐ"));

    [Fact]
    public void Express_LetterNothingIsKnownOf_IsTheMeanOfItsScript() => Assert.Equal([("ب", 0.5f), ("س", 0.5f)], Express(["▁", "ب", "س", "a"], "ۿ"));

    [Fact]
    public void Express_OtherScriptWithoutEvidence_SaysNothing() => Assert.Empty(Express(["▁", "a"], "ሀ"));

    [Fact]
    public void Express_MorePiecesThanAllowed_SaysNothing()
    {
        var few = new MeanOptions { MaximumPieces = 2 };
        Assert.Equal([("a", 0.5f), ("b", 0.5f)], Express(["▁", "a", "b"], "ab", few));
        Assert.Empty(Express(["▁", "a", "b"], "aba", few));
        Assert.Empty(Express(["▁", "n", "\u0300"], "ǹ", few));
    }

    [Fact]
    public void Express_WithoutLetters_CountsTheUnknownPiece() =>
        Assert.Equal([("<unk>", 0.5f), ("b", 0.5f)], Express(["▁", "n", "b"], "ǹb", new MeanOptions { Letters = false }));

    [Fact]
    public void Express_OldVocabularyMarksWhatContinues_TakesPiecesOfThePosition()
    {
        TextTokenizer from = Toy.WordPiece("ab", "##ab", "##c", "c"), to = Toy.Unigram("abc", "▁abc");
        Assert.Equal(
            ["##ab", "##c", "ab", "##c"],
            new MeanInitializer().Express(new RemapContext(from, to) { Tokens = [4, 5] }, default).OrderBy(row => row.NewToken).ThenBy(row => row.NewToken == 5 && row.OldToken == from.TokenToId("##c")).Select(row => from.IdToToken(row.OldToken)));
    }

    [Fact]
    public void Constructor_LimitBelowOne_NamesTheFault()
    {
        var exception = Assert.Throws<UsageException>(() => new MeanInitializer(new MeanOptions { MaximumPieces = 0 }));
        Assert.Equal("options for the mean of old pieces: MaximumPieces must be at least 1, not 0", exception.Message);
    }
}
