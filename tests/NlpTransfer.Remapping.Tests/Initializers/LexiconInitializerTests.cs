using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping.Tests;

public sealed class LexiconInitializerTests() : RemapInitializerContract(new LexiconInitializer(new Lexicon([new("ab", "abba"), new("abe", "be")])))
{
    private static readonly TextTokenizer From = Toy.Unigram("▁", "▁water", "▁riv", "er", "▁rain");

    private static (string Piece, float Weight)[] Express(string piece, params LexiconPair[] pairs) =>
        [.. new LexiconInitializer(new Lexicon(pairs)).Express(new RemapContext(From, Toy.Unigram(piece)) { Tokens = [4] }, default).Select(row => (From.IdToToken(row.OldToken)!, row.Weight))];

    [Fact]
    public void Express_WordWithTranslations_IsTheMeanOfTheirPieces() =>
        Assert.Equal([("▁water", 0.5f), ("▁riv", 0.25f), ("er", 0.25f)], Express("▁omi", new("water", "omi"), new("river", "omi"), new("water", "omi"), new("rain", "òjò")));

    [Fact]
    public void Express_CapitalLetter_FindsTheWordInLowerCase() => Assert.Equal([("▁water", 1f)], Express("▁Omi", new LexiconPair("water", "omi")));

    [Fact]
    public void Express_PieceWithinAWord_SaysNothing() => Assert.Empty(Express("omi", new LexiconPair("water", "omi")));

    [Fact]
    public void Express_TranslationThatCantBeWritten_IsLeftOut() => Assert.Equal([("▁rain", 1f)], Express("▁omi", new("水", "omi"), new("rain", "omi")));
}
