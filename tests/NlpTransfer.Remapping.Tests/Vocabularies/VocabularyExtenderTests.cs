using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping.Tests;

public sealed class VocabularyExtenderTests
{
    private static readonly TextTokenizer Old = Toy.Unigram("▁", "a", "b", "k", "n", "o", "u", "▁ok", "▁ba");
    private static readonly string[] Text = [.. Enumerable.Repeat("okun baba okun", 5), "ọ̀kan"];

    [Fact]
    public void Extend_Unigram_UsesWhatWasAddedAndKeepsTheRest()
    {
        ExtendedVocabulary extended = VocabularyExtender.Extend(Old, Text);
        // "okun" saves more tokens than "baba"; the letters of the rare word are added, the word is not.
        Assert.Equal(["\u0300", "ọ"], extended.Letters);
        Assert.Equal(["▁okun"], extended.Pieces);
        Assert.Equal(["▁okun", "▁ba", "b", "a"], extended.Tokenizer.Encode("okun baba", addSpecialTokens: false).Tokens);
        Assert.All(Enumerable.Range(0, Old.VocabularySize), id => Assert.Equal(Old.IdToToken(id), extended.Tokenizer.IdToToken(id)));
        Assert.Equal(Old.Encode("abba nok").Ids, extended.Tokenizer.Encode("abba nok").Ids);
    }

    [Fact]
    public void Extend_MorePiecesAllowed_AddsThemByTokensSaved() =>
        Assert.Equal(["▁okun", "▁baba"], VocabularyExtender.Extend(Old, Text, options: new ExtendOptions { MaximumPieces = 10 }).Pieces);

    [Fact]
    public void Extend_HigherCount_LeavesRarerWordsOut() =>
        Assert.Equal(["▁okun"], VocabularyExtender.Extend(Old, Text, options: new ExtendOptions { MaximumPieces = 10, MinimumCount = 6 }).Pieces);

    [Fact]
    public void Extend_TrainedTokenizer_AddsItsPieces()
    {
        TextTokenizer trained = Toy.Unigram("▁", "▁oku", "n", "▁bab", "a", "ba", "xyz");
        ExtendedVocabulary extended = VocabularyExtender.Extend(Old, Text[..5], trained, new ExtendOptions { MaximumPieces = 10 });
        Assert.Equal(["▁oku", "▁bab"], extended.Pieces);
        Assert.Equal(["▁oku", "n", "▁bab", "a"], extended.Tokenizer.Encode("okun baba", addSpecialTokens: false).Tokens);
    }

    [Fact]
    public void Extend_TrainedWordPieces_TakeThePlaceOfTheOldCustom()
    {
        TextTokenizer old = Toy.WordPiece("o", "##k", "##u", "##n", "b", "##a", "##b");
        ExtendedVocabulary extended = VocabularyExtender.Extend(old, Text[..5], Toy.Unigram("▁", "▁oku", "n", "▁b", "aba"), new ExtendOptions { MaximumPieces = 10 });
        Assert.Equal(["oku", "##aba"], extended.Pieces);
        Assert.Equal(["oku", "##n", "b", "##aba"], extended.Tokenizer.Encode("okun baba", addSpecialTokens: false).Tokens);
    }

    [Fact]
    public void Extend_ScriptThatWasUnknown_CanBeWritten()
    {
        ExtendedVocabulary extended = VocabularyExtender.Extend(Toy.WordPiece("a", "##b"), [.. Enumerable.Repeat("ሰላም ልዑል", 5)]);
        Assert.DoesNotContain(0, extended.Tokenizer.Encode("ልሰም", addSpecialTokens: false).Ids);
        Assert.Contains("##ላ", extended.Letters);
        Assert.Contains("ሰ", extended.Letters);
    }

    [Fact]
    public void Extend_AddedPieces_AreExpressedByAllOthersAreCopied()
    {
        ExtendedVocabulary extended = VocabularyExtender.Extend(Old, Text);
        RemapPlan plan = RemapPlan.Create(Old, extended.Tokenizer, []);
        Assert.Equal(Old.VocabularySize, plan.TokensByMethod["copy"]);
        Assert.Equal(extended.Tokenizer.VocabularySize - Old.VocabularySize, plan.TokensByMethod["mean"]);
    }

    [Fact]
    public void Extend_EmptyText_SaysWhatToGive()
    {
        var exception = Assert.Throws<BadDataException>(() => VocabularyExtender.Extend(Old, ["", " . "]));
        Assert.Equal("The text has no words, so nothing tells which pieces to add; give plain text of the language.", exception.Message);
    }

    [Fact]
    public void Extend_BadOptions_NamesAllFaults()
    {
        var exception = Assert.Throws<UsageException>(() => VocabularyExtender.Extend(Old, Text, options: new ExtendOptions { MaximumPieces = 0, MinimumCount = 0 }));
        Assert.Equal("options for extending a vocabulary: MaximumPieces must be at least 1, not 0; MinimumCount must be at least 1, not 0", exception.Message);
    }
}
