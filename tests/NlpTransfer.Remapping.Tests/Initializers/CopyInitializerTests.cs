using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping.Tests;

public sealed class CopyInitializerTests() : RemapInitializerContract(new CopyInitializer())
{
    private static string[] Sources(TextTokenizer old, TextTokenizer target, CopyMatch match)
    {
        Dictionary<int, int> rows = new CopyInitializer(match).Express(new RemapContext(old, target), default).ToDictionary(row => row.NewToken, row => row.OldToken);
        return [.. Enumerable.Range(0, target.VocabularySize).Select(id => rows.TryGetValue(id, out int from) ? old.IdToToken(from)! : "-")];
    }

    [Fact]
    public void Express_ToWordPiece_MindsThePositionAndTheSpecialTokens() => Assert.Equal(
        ["<unk>", "<s>", "</s>", "<pad>", "▁the", "ing", "-"],
        Sources(Toy.Unigram("▁the", "the", "ing"), Toy.WordPiece("the", "##ing", "ing"), CopyMatch.Canonical));

    [Fact]
    public void Express_ExactAcrossCustoms_DoesNotTakeSameCharactersForSamePieces() => Assert.Equal(
        ["-", "-", "-", "-", "-", "-"],
        Sources(Toy.Unigram("the", "##ing"), Toy.WordPiece("the", "##ing"), CopyMatch.Exact));

    [Fact]
    public void Express_FromWordPiece_MindsThePosition() => Assert.Equal(
        ["[CLS]", "[PAD]", "[SEP]", "[UNK]", "the", "-", "##ing"],
        Sources(Toy.WordPiece("the", "##ing"), Toy.Unigram("▁the", "the", "ing"), CopyMatch.Canonical));

    [Fact]
    public void Express_Fuzzy_PrefersTheRightPositionThenLowerCaseWithinAWord() => Assert.Equal(
        ["▁To", "to", "▁Ra", "ra"],
        Sources(Toy.Unigram("▁to", "▁To", "to", "▁Ra", "ra"), Toy.Unigram("▁To", "TO", "▁Ra", "▁rA"), CopyMatch.Fuzzy)[4..]);

    [Fact]
    public void Express_FuzzyWithoutLowerCase_TakesTheFirst() =>
        Assert.Equal(["▁Ra"], Sources(Toy.Unigram("▁Ra", "▁RA"), Toy.Unigram("ra"), CopyMatch.Fuzzy)[4..]);

    [Fact]
    public void Name_EachMatch_IsAWordOfItsOwn() =>
        Assert.Equal(["copy", "canonical", "fuzzy"], Enum.GetValues<CopyMatch>().Select(match => new CopyInitializer(match).Name));
}

public sealed class CopyInitializerCanonicalTests() : RemapInitializerContract(new CopyInitializer(CopyMatch.Canonical));

public sealed class CopyInitializerFuzzyTests() : RemapInitializerContract(new CopyInitializer(CopyMatch.Fuzzy));
