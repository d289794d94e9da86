using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping.Tests;

public sealed class ExchangedTokenizerTests
{
    [Fact]
    public void Create_UnigramForWordPiece_KeepsTheModelsSpecialTokens()
    {
        TextTokenizer made = ExchangedTokenizer.Create(Toy.WordPiece("a"), Toy.Unigram("▁", "▁omi"));
        Assert.Equal(["[CLS]", "▁omi", "[SEP]"], made.Encode("omi").Tokens);
        Assert.Equal(["[CLS]", "[PAD]", "[SEP]", "[UNK]", "▁", "▁omi"], Enumerable.Range(0, made.VocabularySize).Select(id => made.IdToToken(id)!));
        Assert.Equal((1, 3, 0, 2), (made.SpecialTokens.Padding, made.SpecialTokens.Unknown, made.SpecialTokens.Begin, made.SpecialTokens.End));
    }

    [Fact]
    public void Create_WordPieceForUnigram_KeepsTheModelsSpecialTokens()
    {
        TextTokenizer made = ExchangedTokenizer.Create(Toy.Unigram("▁", "a"), Toy.WordPiece("om", "##i"));
        Assert.Equal(["<s>", "om", "##i", "</s>"], made.Encode("omi").Tokens);
        Assert.Equal(["<unk>"], made.Encode("x", addSpecialTokens: false).Ids.Select(id => made.IdToToken(id)!));
    }

    [Fact]
    public void Create_SameCustom_IsTheTrainedTokenizer()
    {
        TextTokenizer trained = Toy.Unigram("▁", "▁omi");
        TextTokenizer made = ExchangedTokenizer.Create(Toy.Unigram("▁", "a"), trained);
        Assert.Equal(trained.Encode("omi x").Ids, made.Encode("omi x").Ids);
        Assert.Equal(trained.VocabularySize, made.VocabularySize);
    }
}
