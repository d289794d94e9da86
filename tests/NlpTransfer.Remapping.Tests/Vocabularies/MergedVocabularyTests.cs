using NlpTransfer.TestSupport;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping.Tests;

/// <summary>Extending vocabularies whose pieces hang on merges.</summary>
public sealed class MergedVocabularyTests
{
    private static readonly TextTokenizer Old = Toy.Bpe(["▁", "a", "b", "k", "n", "o", "u", "▁o", "ba"], ["▁ o", "b a"]);

    [Fact]
    public void Extend_Bpe_GoesOnWhereTheMergesStopped()
    {
        ExtendedVocabulary extended = VocabularyExtender.Extend(Old, [.. Enumerable.Repeat("okun baba okun", 5), "ọ̀kan"], options: new ExtendOptions { MaximumPieces = 3 });
        // "▁o k", "k u" and "u n" stand there ten times each, so the text that comes first is merged first; "▁o" and "kun" are left.
        Assert.Equal(["\u0300", "ọ"], extended.Letters);
        Assert.Equal(["ku", "kun", "▁okun"], extended.Pieces);
        Assert.Equal(["▁okun", "▁", "ba", "ba"], extended.Tokenizer.Encode("okun baba", addSpecialTokens: false).Tokens);
        Assert.All(Enumerable.Range(0, Old.VocabularySize), id => Assert.Equal(Old.IdToToken(id), extended.Tokenizer.IdToToken(id)));
        Assert.Equal(Old.Encode("abba nabo").Ids, extended.Tokenizer.Encode("abba nabo").Ids);
    }

    [Fact]
    public void Extend_BpeRareWords_AreLeftOut() =>
        Assert.Empty(VocabularyExtender.Extend(Old, ["okun baba", "okun baba"], options: new ExtendOptions { MinimumCount = 5 }).Pieces);

    [Fact]
    public void Extend_BpeTrainedTokenizer_MakesItsPiecesAlone()
    {
        ExtendedVocabulary extended = VocabularyExtender.Extend(Old, [.. Enumerable.Repeat("okun baba", 5)], Toy.Unigram("▁", "▁oku", "n", "▁bab", "a"), new ExtendOptions { MaximumPieces = 10 });
        Assert.Contains("▁oku", extended.Pieces);
        Assert.DoesNotContain("▁okun", extended.Pieces);
    }

    [Fact]
    public void Extend_BpePieceThatIsThere_ComesAboutAsBeforeOnly()
    {
        // "kun" is a piece that no merge makes: text would be read with it where it was not before.
        TextTokenizer old = Toy.Bpe(["▁", "k", "u", "n", "un", "kun"], ["u n"]);
        ExtendedVocabulary extended = VocabularyExtender.Extend(old, [.. Enumerable.Repeat("kun", 6)], options: new ExtendOptions { MaximumPieces = 10 });
        Assert.DoesNotContain("kun", extended.Pieces);
        Assert.Equal(["▁k"], extended.Pieces.Take(1));
        Assert.Equal(["▁kun"], extended.Tokenizer.Encode("kun", addSpecialTokens: false).Tokens);
    }

    [SkippableTheory]
    [InlineData("hf-bpe-bytelevel.tokenizer.json")]
    [InlineData("hf-bpe-metaspace-bytes.tokenizer.json")]
    [InlineData("spm-bpe.model")]
    public void Extend_RealBpe_ReadsTheTextInFewerTokensAndOtherTextAsBefore(string file)
    {
        TextTokenizer old = TextTokenizer.Load(SharedFolders.Golden("tokenizers", file));
        string[] text = File.ReadLines(SharedFolders.Golden("tokenizers", "train.txt")).Take(400).ToArray();
        ExtendedVocabulary extended = VocabularyExtender.Extend(old, text, options: new ExtendOptions { MaximumPieces = 200 });
        Assert.InRange(extended.Pieces.Count, 150, 200);
        Assert.Equal(old.VocabularySize + extended.Pieces.Count + extended.Letters.Count, extended.Tokenizer.VocabularySize);
        Assert.True(Tokens(extended.Tokenizer) < Tokens(old));

        string folder = Directory.CreateTempSubdirectory("nlptransfer-merges-").FullName;
        string path = Path.Combine(folder, "tokenizer.json");
        extended.Tokenizer.Save(path);
        TextTokenizer read = TextTokenizer.Load(path);
        Directory.Delete(folder, recursive: true);
        var added = Enumerable.Range(old.VocabularySize, extended.Tokenizer.VocabularySize - old.VocabularySize).ToHashSet();
        foreach (string line in File.ReadLines(SharedFolders.Golden("tokenizers", "train.txt")).Skip(400).Take(200))
        {
            TokenEncoding now = extended.Tokenizer.Encode(line);
            Assert.Equal(now.Ids, read.Encode(line).Ids);
            Assert.Equal(old.Decode(old.Encode(line).Ids), extended.Tokenizer.Decode(now.Ids));
            if (!now.Ids.Any(added.Contains))
                Assert.Equal(old.Encode(line).Ids, now.Ids);
        }

        int Tokens(TextTokenizer tokenizer) => text.Sum(line => tokenizer.Encode(line).Ids.Length);
    }

    [SkippableFact]
    public void Create_PiecesOfBytes_AreMeansOfOldPieces()
    {
        TextTokenizer old = TextTokenizer.Load(SharedFolders.Golden("tokenizers", "hf-bpe-bytelevel.tokenizer.json"));
        string[] text = [.. Enumerable.Repeat("ᎠᎡᎢ ᎣᎤᎥ", 20)];
        ExtendedVocabulary extended = VocabularyExtender.Extend(old, text, options: new ExtendOptions { MaximumPieces = 12 });
        RemapPlan plan = RemapPlan.Create(old, extended.Tokenizer, [new CopyInitializer(), new MeanInitializer()]);
        Assert.Equal(extended.Pieces.Count, plan.TokensByMethod["mean"]);
    }
}
