using System.Text.Json.Nodes;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping.Tests;

public sealed class TranslationRemappingTests : IDisposable
{
    private static readonly TextTokenizer Old = Toy.Unigram("▁", "a", "b", "▁ab", "c", "ba");

    // All but "ba", in another order, with "▁b" and "cc" beside; the padding token keeps its place.
    private static readonly TextTokenizer New = new(Old.Definition.WithModel(((UnigramModel)Old.Definition.Model).WithPieces(
        [new("</s>", 0), new("<pad>", 0), new("<unk>", 0), new("<s>", 0), new("▁ab", -2), new("a", -2), new("c", -2), new("b", -2), new("▁", -2), new("▁b", -3), new("cc", -3)])));

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Kinds => [.. ToyTranslator.Kinds];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task ApplyAsync_OneTokenizer_MovesEveryRowOfATokenAndNothingElse(string kind)
    {
        TranslationFolder old = ToyTranslator.Write(_folder["old"], kind, Old, extraRows: 3);
        RemapResult result = await RemapPlan.Create(Old, New, RemapInitializers.All).ApplyAsync(old, _folder["new"]);
        TranslationFolder made = TranslationFolder.Open(_folder["new"]);
        Assert.Equal((13, 11, 3), (result.OldRows, result.NewRows, result.PaddingRows));
        Assert.Equal((11, 11), (made.Config.Encoder.VocabularySize, made.Config.Decoder.VocabularySize));
        using ITensorSource before = old.OpenWeights(), after = made.OpenWeights();
        Assert.Equal(before.Tensors.Select(tensor => tensor.Name), after.Tensors.Select(tensor => tensor.Name));
        int changed = 0;
        foreach (TensorInfo tensor in before.Tensors)
        {
            if (!tensor.Shape.Contains(13))
            {
                Assert.True(before.GetBytes(tensor.Name).SequenceEqual(after.GetBytes(tensor.Name)), tensor.Name);
                continue;
            }

            changed++;
            float[] was = before.ReadSingles(tensor.Name), now = after.ReadSingles(tensor.Name);
            int width = was.Length / 13;
            Assert.Equal(11 * width, now.Length);
            for (int id = 0; id < 9; id++)
            {
                int from = Old.TokenToId(New.IdToToken(id)!)!.Value;
                Assert.Equal(was[(from * width)..((from + 1) * width)], now[(id * width)..((id + 1) * width)]);
            }
        }

        Assert.Equal(kind switch { "marian" => 2, "marian-untied" => 3, "marian-separate" => 3, "m2m_100" => 1, "m2m_100-untied" => 2, "bert-untied" => 4, _ => 3 }, changed);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task ApplyAsync_OneTokenizer_IdsFollowTheTokensInAllFiles(string kind)
    {
        TranslationFolder old = ToyTranslator.Write(_folder["old"], kind, Old);
        await RemapPlan.Create(Old, New, RemapInitializers.All).ApplyAsync(old, _folder["new"]);
        TranslationFolder made = TranslationFolder.Open(_folder["new"]);
        Assert.Equal((New.TokenToId(Old.IdToToken(old.Config.StartId)!), 0, 1), (made.Config.StartId, made.Config.EndId, made.Config.PaddingId));
        Assert.Equal((made.Config.StartId, 0, 1), (made.Generation.StartId, made.Generation.EndIds.Single(), made.Generation.PaddingId));
        // 5 is a; the word of b and ▁ab stays forbidden.
        Assert.Equal(5, made.Generation.Options.FirstToken);
        Assert.Equal([[1], [7, 4]], made.Generation.Options.BadWords);
        Assert.Equal((1, 1), (made.Config.Encoder.PaddingId, made.Config.Decoder.PaddingId));
        Assert.Equal(New.Encode("ab c").Ids, TextTokenizer.Load(_folder["new"]).Encode("ab c").Ids);
    }

    [Fact]
    public async Task ApplyAsync_ForbiddenWordWithATokenThatIsGone_IsForgotten()
    {
        TranslationFolder old = ToyTranslator.Write(_folder["old"], "marian", Old);
        string path = Path.Combine(_folder["old"], "generation_config.json");
        JsonNode generation = JsonNode.Parse(File.ReadAllText(path))!;
        generation["bad_words_ids"] = new JsonArray(new JsonArray(9), new JsonArray(8, 5));
        generation["suppress_tokens"] = new JsonArray(9, 8);
        File.WriteAllText(path, generation.ToJsonString());
        await RemapPlan.Create(Old, New, RemapInitializers.All).ApplyAsync(old, _folder["new"]);
        JsonNode made = JsonNode.Parse(File.ReadAllText(Path.Combine(_folder["new"], "generation_config.json")))!;
        Assert.Equal(("[[6,5]]", "[6]"), (made["bad_words_ids"]!.ToJsonString(), made["suppress_tokens"]!.ToJsonString()));
    }

    [Fact]
    public async Task ApplyAsync_PaddingThatPositionsCountFromMoves_IsRefused()
    {
        TextTokenizer moved = Move(Old);
        TranslationFolder old = ToyTranslator.Write(_folder["old"], "m2m_100", Old);
        var exception = await Assert.ThrowsAsync<ModelFormatException>(() => RemapPlan.Create(Old, moved, RemapInitializers.All).ApplyAsync(old, _folder["new"]));
        Assert.Equal($"{_folder["old"]}: the model counts positions from its padding token, which has the id 1 and would have 0, so that every place in a text would be told otherwise; give the new tokenizer the token '<pad>' as its id 1.", exception.Message);
    }

    [Fact]
    public async Task ApplyAsync_LearntPositionsCountFromThePadding_MoveAlongOnBothSides()
    {
        TextTokenizer moved = Move(Old);
        TranslationFolder old = ToyTranslator.Write(_folder["old"], "xlm-roberta", Old);
        await RemapPlan.Create(Old, moved, RemapInitializers.All).ApplyAsync(old, _folder["new"]);
        TranslationFolder made = TranslationFolder.Open(_folder["new"]);
        Assert.Equal((22, 22), (made.Config.Encoder.MaxTokens, made.Config.Decoder.MaxTokens));
        using ITensorSource before = old.OpenWeights(), after = made.OpenWeights();
        foreach (string side in (string[])["encoder.", "decoder.roberta."])
        {
            string name = side + "embeddings.position_embeddings.weight";
            Assert.Equal(before.ReadSingles(name)[(2 * ToyTranslator.Width)..], after.ReadSingles(name)[ToyTranslator.Width..]);
        }
    }

    [Theory]
    [InlineData("m2m_100", RemapSide.Target)]
    [InlineData("marian", RemapSide.Source)]
    public async Task ApplyAsync_SideOfASharedVocabulary_IsRefused(string kind, RemapSide side)
    {
        TranslationFolder old = ToyTranslator.Write(_folder["old"], kind, Old);
        var exception = await Assert.ThrowsAsync<UsageException>(() => RemapPlan.Create(Old, New, RemapInitializers.All).ApplyAsync(old, _folder["new"], side));
        Assert.Equal($"{_folder["old"]}: one vocabulary serves source and target in this model ({kind}); leave out --side.", exception.Message);
    }

    [Theory]
    [InlineData(RemapSide.Source)]
    [InlineData(RemapSide.Target)]
    public async Task ApplyAsync_SideOfAnEncoderDecoder_PartsTheTokenizers(RemapSide side)
    {
        TranslationFolder old = ToyTranslator.Write(_folder["old"], "xlm-roberta", Old);
        await RemapPlan.Create(Old, New, RemapInitializers.All).ApplyAsync(old, _folder["new"], side);
        TranslationFolder made = TranslationFolder.Open(_folder["new"]);
        bool source = side == RemapSide.Source;
        Assert.Equal(source ? (11, 10) : (10, 11), (made.Config.Encoder.VocabularySize, made.Config.Decoder.VocabularySize));
        (TextTokenizer reads, TextTokenizer? writes) = TextTokenizer.LoadBoth(made);
        Assert.Equal((source ? New : Old).Encode("ab c").Ids, reads.Encode("ab c").Ids);
        Assert.Equal((source ? Old : New).Encode("ab c").Ids, writes!.Encode("ab c").Ids);
        Assert.Equal(source ? 2 : 0, made.Config.EndId);
        Assert.Equal(source ? 2 : 0, made.Generation.EndIds.Single());
        using ITensorSource before = old.OpenWeights(), after = made.OpenWeights();
        string other = source ? "decoder.roberta.embeddings.word_embeddings.weight" : "encoder.embeddings.word_embeddings.weight";
        Assert.Equal(before.ReadSingles(other), after.ReadSingles(other));
        string own = source ? "encoder.embeddings.word_embeddings.weight" : "decoder.roberta.embeddings.word_embeddings.weight";
        Assert.NotEqual(before.ReadSingles(own), after.ReadSingles(own));

        // The parted sides are changed one by one.
        await RemapPlan.Create(New, Old, RemapInitializers.All).ApplyAsync(made, _folder["back"], side);
        TranslationFolder back = TranslationFolder.Open(_folder["back"]);
        (reads, writes) = TextTokenizer.LoadBoth(back);
        Assert.Equal(Old.Encode("ab c").Ids, reads.Encode("ab c").Ids);
        Assert.Equal(Old.Encode("ab c").Ids, writes!.Encode("ab c").Ids);
        Assert.Equal((old.Config.StartId, old.Config.EndId, old.Config.PaddingId), (back.Config.StartId, back.Config.EndId, back.Config.PaddingId));
        var exception = await Assert.ThrowsAsync<UsageException>(() => RemapPlan.Create(New, Old, RemapInitializers.All).ApplyAsync(made, _folder["both"], RemapSide.Both));
        Assert.Equal($"{_folder["new"]}: source and target have tokenizers of their own (tokenizer.json, target_tokenizer.json); change one side after the other (--side source, --side target).", exception.Message);
    }

    [Fact]
    public async Task TrimAsync_OneTokenizer_TrimsBothSides()
    {
        File.WriteAllText(_folder["text.txt"], "ab ab c\n");
        TranslationFolder old = ToyTranslator.Write(_folder["old"], "m2m_100", Old);
        await VocabularyTrimmer.RunAsync(old, [new TrimText(_folder["text.txt"])], _folder["new"], new TrimOptions { Scripts = [] });
        TranslationFolder made = TranslationFolder.Open(_folder["new"]);
        Assert.Null(TextTokenizer.Load(_folder["new"]).TokenToId("ba"));
        Assert.Equal(9, made.Config.Decoder.VocabularySize);
    }

    private static TextTokenizer Move(TextTokenizer tokenizer) => new(tokenizer.Definition.WithModel(((UnigramModel)tokenizer.Definition.Model).WithPieces(
        [new("<pad>", 0), new("<s>", 0), new("</s>", 0), new("<unk>", 0), .. ((UnigramModel)tokenizer.Definition.Model).GetPieces().Skip(4)])));
}
