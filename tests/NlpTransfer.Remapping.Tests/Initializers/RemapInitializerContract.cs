using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping.Tests;

/// <summary>What holds of every initialiser. A new one gets a class that derives from this.</summary>
public abstract class RemapInitializerContract(IRemapInitializer initializer)
{
    private static readonly TextTokenizer Old = Toy.Unigram("▁", "a", "b", "▁ab", "e", "\u0301", "abe");
    private static readonly TextTokenizer New = Toy.Unigram("▁ab", "▁abba", "é", "a", "aé", "▁be");

    private readonly RemapContext _context = new(Old, New);

    [Fact]
    public void Express_EachToken_WeightsSumToOneAndIdsAreInBounds()
    {
        RemapRow[] rows = [.. initializer.Express(_context, default)];
        Assert.NotEmpty(rows);
        Assert.All(rows.GroupBy(row => row.NewToken), token => Assert.Equal(1, token.Sum(row => row.Weight), 1e-5f));
        Assert.All(rows, row => Assert.InRange(row.OldToken, 0, Old.VocabularySize - 1));
        Assert.All(rows, row => Assert.Contains(row.NewToken, _context.Tokens));
        Assert.Equal(rows.Length, rows.DistinctBy(row => (row.NewToken, row.OldToken)).Count());
        Assert.All(rows, row => Assert.Equal(initializer.Name, row.Method));
    }

    [Fact]
    public void Express_Twice_GivesTheSameRows() =>
        Assert.Equal(initializer.Express(_context, default).ToArray(), initializer.Express(_context, default).ToArray());

    [Fact]
    public void Express_FewTokensLeft_SpeaksOfNoOthers() =>
        Assert.All(initializer.Express(_context with { Tokens = [4] }, default), row => Assert.Equal(4, row.NewToken));

    [Fact]
    public void Express_Cancelled_Stops() =>
        Assert.Throws<OperationCanceledException>(() => initializer.Express(_context, new CancellationToken(canceled: true)).ToArray());
}

public sealed class CopyInitializerTests() : RemapInitializerContract(new CopyInitializer());

public sealed class MeanInitializerTests() : RemapInitializerContract(new MeanInitializer())
{
    private static (string Piece, float Weight)[] Express(string[] old, string piece)
    {
        TextTokenizer from = Toy.Unigram(old), to = Toy.Unigram(piece);
        return [.. new MeanInitializer().Express(new RemapContext(from, to) { Tokens = [4] }, default).Select(row => (from.IdToToken(row.OldToken)!, row.Weight))];
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
}
