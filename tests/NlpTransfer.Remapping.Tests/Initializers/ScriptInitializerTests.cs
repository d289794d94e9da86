using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping.Tests;

public sealed class ScriptInitializerTests() : RemapInitializerContract(new ScriptInitializer())
{
    private static readonly string[] Pieces = ["▁ab", "▁zu", "ing", "e", "▁да", "ми", "▁7", "7", "!", "کی", "中"];

    [Theory]
    [InlineData("▁new", "▁ab", "▁zu")]
    [InlineData("new", "ing", "e")]
    [InlineData("▁не", "▁да")]
    [InlineData("не", "ми")]
    [InlineData("42", "7")]
    [InlineData("?", "!")]
    [InlineData("▁?", "!")]
    [InlineData("▁یک", "کی")]
    [InlineData("丰", "中")]
    [InlineData("-new", "ing", "e")]
    [InlineData("ሀ")]
    public void Express_Piece_IsTheMeanOfItsKind(string piece, params string[] expected)
    {
        TextTokenizer old = Toy.Unigram(Pieces), target = Toy.Unigram(piece);
        RemapRow[] rows = [.. new ScriptInitializer().Express(new RemapContext(old, target) { Tokens = [4] }, default)];
        Assert.Equal(expected, rows.Select(row => old.IdToToken(row.OldToken)));
        Assert.All(rows, row => Assert.Equal(1f / expected.Length, row.Weight));
    }

    [Fact]
    public void Express_MoreTokensThanTheMeanTakes_SpreadsThemEvenly()
    {
        TextTokenizer old = Toy.Unigram([.. Enumerable.Range(0, 10).Select(i => $"p{i}")]), target = Toy.Unigram("new");
        RemapRow[] rows = [.. new ScriptInitializer(new ScriptOptions { Tokens = 3 }).Express(new RemapContext(old, target) { Tokens = [4] }, default)];
        Assert.Equal(["p0", "p3", "p6"], rows.Select(row => old.IdToToken(row.OldToken)));
    }

    [Fact]
    public void Constructor_NoToken_NamesTheFault()
    {
        var exception = Assert.Throws<UsageException>(() => new ScriptInitializer(new ScriptOptions { Tokens = 0 }));
        Assert.Equal("options for the mean of a script: Tokens must be from 1 to 65536, not 0", exception.Message);
    }
}
