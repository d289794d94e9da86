using System.Text.Json;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping.Tests;

public sealed class FolderRemappingTests : IDisposable
{
    private const string Input = "bert.embeddings.word_embeddings.weight";

    private static readonly TextTokenizer Old = Toy.Unigram("▁", "a", "b", "▁ab", "c");

    // The special tokens change their places too.
    private static readonly TextTokenizer New = new(Old.Definition.WithModel(((UnigramModel)Old.Definition.Model).WithPieces(
        [new("<pad>", 0), new("<s>", 0), new("</s>", 0), new("<unk>", 0), new("▁ab", -2), new("a", -2), new("b", -2), new("▁", -2), new("bb", -3)])));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(TensorType.Float16)]
    [InlineData(TensorType.BFloat16)]
    [InlineData(TensorType.Float32)]
    [InlineData(TensorType.Float64)]
    public async Task ApplyAsync_EveryType_CopiesBytesAndKeepsTheType(TensorType type)
    {
        ModelFolder old = Toy.Model(_folder["old"], Old, extraRows: 5, type);
        RemapPlan plan = RemapPlan.Create(old, New);
        RemapResult result = await plan.ApplyAsync(old, _folder["new"]);
        ModelFolder changed = ModelFolder.Open(_folder["new"]);
        using ITensorSource before = old.OpenWeights(), after = changed.OpenWeights();
        foreach (string name in (string[])[Input, "cls.predictions.decoder.weight", "cls.predictions.bias"])
        {
            Assert.Equal(type, after.Require(name).Type);
            Assert.Equal(New.VocabularySize, after.Require(name).Shape[0]);
            int width = (int)(after.Require(name).ByteLength / New.VocabularySize);
            for (int id = 0; id < 8; id++)
            {
                int from = Old.TokenToId(New.IdToToken(id)!)!.Value;
                Assert.Equal(before.GetBytes(name, from * width, width).ToArray(), after.GetBytes(name, id * width, width).ToArray());
            }
        }

        // "bb" is b twice, so the mean of one row.
        Assert.Equal(before.ReadSingles(Input)[(6 * Toy.Width)..(7 * Toy.Width)], after.ReadSingles(Input)[(8 * Toy.Width)..]);
        Assert.Equal((14, 9, 5), (result.OldRows, result.NewRows, result.PaddingRows));
    }

    [Fact]
    public async Task ApplyAsync_EverythingElse_StaysByteForByte()
    {
        ModelFolder old = Toy.Model(_folder["old"], Old);
        await RemapPlan.Create(old, New).ApplyAsync(old, _folder["new"]);
        using ITensorSource before = old.OpenWeights(), after = ModelFolder.Open(_folder["new"]).OpenWeights();
        string[] vocabulary = [Input, "cls.predictions.decoder.weight", "cls.predictions.bias"];
        Assert.Equal(before.Tensors.Count, after.Tensors.Count);
        Assert.All(before.Tensors.Where(tensor => !vocabulary.Contains(tensor.Name)), tensor => Assert.Equal(before.GetBytes(tensor.Name).ToArray(), after.GetBytes(tensor.Name).ToArray()));
        Assert.Equal(File.ReadAllText(Path.Combine(_folder["old"], "1_Pooling", "config.json")), File.ReadAllText(Path.Combine(_folder["new"], "1_Pooling", "config.json")));
    }

    [Fact]
    public async Task ApplyAsync_MeanRow_IsRoundedOnce()
    {
        TextTokenizer extended = Toy.Unigram("▁", "a", "b", "▁ab", "c", "abc");
        ModelFolder old = Toy.Model(_folder["old"], Old, type: TensorType.Float32);
        await RemapPlan.Create(old, extended).ApplyAsync(old, _folder["new"]);
        using ITensorSource after = ModelFolder.Open(_folder["new"]).OpenWeights();
        // "abc" is encoded as ▁ab + c: rows 7 and 8.
        float[] expected = [.. Enumerable.Range(0, Toy.Width).Select(column => (Toy.Value(7, column, 0) + Toy.Value(8, column, 0)) / 2)];
        Assert.Equal(expected, after.ReadSingles(Input)[(9 * Toy.Width)..]);
    }

    [Fact]
    public async Task ApplyAsync_Ids_FollowTheTokens()
    {
        ModelFolder old = Toy.Model(_folder["old"], Old);
        await RemapPlan.Create(old, New).ApplyAsync(old, _folder["new"]);
        using JsonDocument config = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder["new"], "config.json")));
        Assert.Equal(0, config.RootElement.GetProperty("pad_token_id").GetInt32());
        Assert.Equal(1, config.RootElement.GetProperty("bos_token_id").GetInt32());
        Assert.Equal(2, config.RootElement.GetProperty("eos_token_id").GetInt32());
        Assert.Equal(9, config.RootElement.GetProperty("vocab_size").GetInt32());
        Assert.Equal([1, 4, 6, 2], TextTokenizer.Load(_folder["new"]).Encode("abb").Ids);
    }

    [Fact]
    public async Task ApplyAsync_OtherWeightFormats_AreLeftBehindByName()
    {
        ModelFolder old = Toy.Model(_folder["old"], Old);
        RemapResult result = await RemapPlan.Create(old, New).ApplyAsync(old, _folder["new"]);
        Assert.Equal(["pytorch_model.bin"], result.LeftBehind);
        Assert.False(File.Exists(Path.Combine(_folder["new"], "pytorch_model.bin")));
    }

    [Fact]
    public async Task ApplyAsync_Provenance_NamesTheParentByHash()
    {
        ModelFolder old = Toy.Model(_folder["old"], Old);
        await RemapPlan.Create(old, New).ApplyAsync(old, _folder["new"], new RemapOptions { ParentLicence = "MIT" });
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(_folder["old"], "model.safetensors"))));
        Assert.Equal([new ProvenanceInput("old/model.safetensors", hash, "MIT")], ModelFolder.Open(_folder["new"]).Provenance!.Parents);
    }

    [Fact]
    public async Task ApplyAsync_PlanForAnotherTokenizer_IsRefusedAndNothingIsWritten()
    {
        ModelFolder old = Toy.Model(_folder["old"], Toy.Unigram("▁", "a", "b", "▁ab", "d"));
        var exception = await Assert.ThrowsAsync<ModelFormatException>(() => RemapPlan.Create(Old, Old, []).ApplyAsync(old, _folder["new"]));
        Assert.Contains("old id 8 is 'c' in the plan and 'd' in the model's tokenizer", exception.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["new"]));
    }

    [Fact]
    public async Task ApplyAsync_TokenizerLargerThanTheMatrix_IsRefusedWithBothNumbers()
    {
        ModelFolder old = Toy.Model(_folder["old"], Old, extraRows: -1);
        var exception = await Assert.ThrowsAsync<ModelFormatException>(() => RemapPlan.Create(old, New).ApplyAsync(old, _folder["new"]));
        Assert.Contains("the tokenizer has 9 tokens and the model's matrix 8 rows", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ApplyAsync_Cancelled_LeavesNothing()
    {
        ModelFolder old = Toy.Model(_folder["old"], Old);
        using var cancellation = new CancellationTokenSource();
        var progress = new Synchronous(() => cancellation.Cancel());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RemapPlan.Create(old, New).ApplyAsync(old, _folder["new"], null, progress, cancellation.Token));
        Assert.False(Directory.Exists(_folder["new"]));
    }

    private sealed class Synchronous(Action act) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => act();
    }
}
