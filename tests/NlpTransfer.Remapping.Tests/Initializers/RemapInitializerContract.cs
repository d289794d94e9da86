using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping.Tests;

/// <summary>What holds of every initialiser. A new one gets a class that derives from this.</summary>
public abstract class RemapInitializerContract(IRemapInitializer initializer)
{
    internal static readonly TextTokenizer Old = Toy.Unigram("▁", "a", "b", "▁ab", "e", "\u0301", "abe");
    internal static readonly TextTokenizer New = Toy.Unigram("▁ab", "▁abba", "é", "a", "aé", "▁be");

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
    public void Express_FewTokensLeft_SaysOfThemWhatItSaysOfAll()
    {
        RemapRow[] all = [.. initializer.Express(_context, default)];
        int token = all[^1].NewToken;
        Assert.Equal(all.Where(row => row.NewToken == token), initializer.Express(_context with { Tokens = [token] }, default));
    }

    [Fact]
    public void Express_NoTokenLeft_SaysNothing() => Assert.Empty(initializer.Express(_context with { Tokens = [] }, default));

    [Fact]
    public void Express_Cancelled_Stops() =>
        Assert.ThrowsAny<OperationCanceledException>(() => initializer.Express(_context, new CancellationToken(canceled: true)).ToArray());

    [Fact]
    public void Evidence_Always_CanEndASentence()
    {
        Assert.NotEmpty(initializer.Evidence);
        Assert.False(initializer.Evidence.EndsWith('.'));
    }
}
