namespace NlpTransfer.Tokenization.Tests;

public sealed class VocabularyReplacementTests
{
    [Fact]
    public void WithModel_TrimmedAndExtended_MovesEverySpecialId()
    {
        TextTokenizer old = SmallTokenizers.Changed(("padding", """{"strategy":"BatchLongest","direction":"Right","pad_to_multiple_of":null,"pad_id":1,"pad_type_id":0,"pad_token":"<pad>"}"""));
        var model = (UnigramModel)old.Definition.Model;

        // Another order, two pieces gone, one new.
        UnigramPiece[] pieces =
        [
            .. model.GetPieces().Where(piece => piece.Text is not ("ba" or "▁é")).Reverse(), new("ǹ", -9),
        ];
        var tokenizer = new TextTokenizer(old.Definition.WithModel(model.WithPieces(pieces)));
        Assert.Equal([9, 2, 0], tokenizer.Encode("ab").Ids.Select(id => tokenizer.IdToToken(id) switch { "<s>" => 9, "▁ab" => 2, "</s>" => 0, _ => -1 }));
        Assert.Equal(tokenizer.TokenToId("</s>"), tokenizer.SpecialTokens.End);
        Assert.Equal(tokenizer.TokenToId("<s>"), tokenizer.SpecialTokens.Begin);
        Assert.Equal(tokenizer.TokenToId("<pad>"), tokenizer.Definition.Padding!.PadId);
        Assert.Equal(tokenizer.TokenToId("<unk>"), tokenizer.SpecialTokens.Unknown);
        Assert.Contains("ǹ", tokenizer.Encode("abǹ").Tokens);
        Assert.Equal(11, tokenizer.TokenToId("<mask>"));
        Assert.Equal(12, tokenizer.VocabularySize);
        Assert.Equal("ab<mask>", tokenizer.Decode(tokenizer.Encode("ab<mask>").Ids, skipSpecialTokens: false)[4..^4].TrimStart());

        var read = new TextTokenizer(TokenizerJsonReader.Read(SmallTokenizers.Save(tokenizer), "again"));
        Assert.Equal(tokenizer.Encode("ab ǹ <mask> b").Ids, read.Encode("ab ǹ <mask> b").Ids);
    }

    [Fact]
    public void WithModel_SamePieces_ChangesNothing()
    {
        TextTokenizer old = SmallTokenizers.LoadUnigram();
        var model = (UnigramModel)old.Definition.Model;
        var same = new TextTokenizer(old.Definition.WithModel(model.WithPieces(model.GetPieces())));
        Assert.Equal(SmallTokenizers.Save(old), SmallTokenizers.Save(same));
    }

    [Fact]
    public void WithModel_SpecialTokensDropped_NamesThemAll()
    {
        TextTokenizer old = SmallTokenizers.LoadUnigram();
        UnigramModel model = UnigramModel.Create([new("<unk>", 0), new("a", -1)], "<unk>");
        UsageException refused = Assert.Throws<UsageException>(() => old.Definition.WithModel(model));
        Assert.Equal("The new vocabulary lacks added tokens that the old one has: '<s>', '<pad>', '</s>'; add them to the pieces.", refused.Message);
    }

    [SkippableFact]
    public void WithModel_E5Halved_EncodesWithWhatIsLeft()
    {
        TextTokenizer old = TextTokenizer.Load(SharedFolders.E5Small());
        var model = (UnigramModel)old.Definition.Model;
        UnigramPiece[] pieces = [.. model.GetPieces().Where((piece, id) => id < 100_000 || id == 250_001)];
        var trimmed = new TextTokenizer(old.Definition.WithModel(model.WithPieces(pieces)));
        Assert.Equal(100_001, trimmed.VocabularySize);
        Assert.Equal(100_000, trimmed.SpecialTokens.Mask);
        int[] ids = trimmed.Encode("Hello <mask> world").Ids;
        Assert.Equal([0, 35378, 100_000, 8999, 2], ids);
    }

    [SkippableFact]
    public void WithModel_WordPieceReversed_KeepsTheTokens()
    {
        TextTokenizer old = TextTokenizer.Load(SharedFolders.MinilmEn());
        var model = (WordPieceModel)old.Definition.Model;
        string[] pieces = [.. Enumerable.Range(0, model.IdLimit).Select(id => model.IdToPiece(id)!).Reverse()];
        var turned = new TextTokenizer(old.Definition.WithModel(model.WithPieces(pieces)));
        Assert.Equal(old.Encode("An unaffable tokenizer [MASK].").Tokens, turned.Encode("An unaffable tokenizer [MASK].").Tokens);
        Assert.Equal(pieces.Length - 1 - 101, turned.Encode("x").Ids[0]);
    }
}
