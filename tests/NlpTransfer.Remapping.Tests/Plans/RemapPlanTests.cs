using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping.Tests;

public sealed class RemapPlanTests : IDisposable
{
    private static readonly TextTokenizer Old = Toy.Unigram("▁", "a", "b", "▁ab");
    private static readonly TextTokenizer New = Toy.Unigram("▁", "a", "b", "ab");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task LoadAsync_WhatSaveWrote_GivesThePlanBack()
    {
        RemapPlan plan = RemapPlan.Create(Old, New, []);
        await plan.SaveAsync(_folder["plan.parquet"]);
        RemapPlan read = await RemapPlan.LoadAsync(_folder["plan.parquet"], New);
        Assert.Equal(plan.Rows, read.Rows);
        Assert.Equal(plan.OldVocabularySize, read.OldVocabularySize);
        Assert.Equal(Enumerable.Range(0, plan.Rows.Count).Select(plan.OldPiece), Enumerable.Range(0, plan.Rows.Count).Select(read.OldPiece));
    }

    [Fact]
    public async Task SaveAsync_Twice_GivesTheSameBytes()
    {
        RemapPlan plan = RemapPlan.Create(Old, New, []);
        await plan.SaveAsync(_folder["one.parquet"]);
        await plan.SaveAsync(_folder["two.parquet"]);
        Assert.Equal(File.ReadAllBytes(_folder["one.parquet"]), File.ReadAllBytes(_folder["two.parquet"]));
    }

    [Fact]
    public void Create_CopyThenMean_TakesTheFirstThatHasEvidence()
    {
        RemapPlan plan = RemapPlan.Create(Old, Toy.Unigram("▁", "a", "b", "ba"), []);
        Assert.Equal([new RemapRow(5, 5, 1, "copy")], plan.RowsOf(5).ToArray());
        Assert.Equal([new RemapRow(7, 5, 0.5f, "mean"), new RemapRow(7, 6, 0.5f, "mean")], plan.RowsOf(7).ToArray());
        Assert.Equal(7, plan.TokensByMethod["copy"]);
        Assert.Equal(1, plan.TokensByMethod["mean"]);
    }

    [Fact]
    public void Create_TokenNobodyExpresses_IsRefusedByName()
    {
        var exception = Assert.Throws<NlpTransferException>(() => RemapPlan.Create(Old, New, [new CopyInitializer()]));
        Assert.Equal("1 of 8 new tokens can't be expressed by old ones, 'ab' among them; leave them out of the new vocabulary, or add an initialiser that has evidence for them.", exception.Message);
    }

    [Fact]
    public async Task LoadAsync_OtherTokenizer_IsRefused()
    {
        await RemapPlan.Create(Old, New, []).SaveAsync(_folder["plan.parquet"]);
        var exception = await Assert.ThrowsAsync<BadDataException>(() => RemapPlan.LoadAsync(_folder["plan.parquet"], Toy.Unigram("▁", "a", "b", "ba")));
        Assert.Contains("new id 7 is 'ab' in the plan and 'ba' in the tokenizer", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_TokenizerWithMoreTokens_IsRefused()
    {
        await RemapPlan.Create(Old, New, []).SaveAsync(_folder["plan.parquet"]);
        var exception = await Assert.ThrowsAsync<BadDataException>(() => RemapPlan.LoadAsync(_folder["plan.parquet"], Toy.Unigram("▁", "a", "b", "ab", "c")));
        Assert.Contains("new id 8 ('c') is not expressed", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_CutAnywhere_EndsInOneSentence()
    {
        await RemapPlan.Create(Old, New, []).SaveAsync(_folder["plan.parquet"]);
        byte[] whole = File.ReadAllBytes(_folder["plan.parquet"]);
        for (int length = 0; length < whole.Length; length += 37)
        {
            File.WriteAllBytes(_folder["cut.parquet"], whole[..length]);
            var exception = await Assert.ThrowsAsync<BadDataException>(() => RemapPlan.LoadAsync(_folder["cut.parquet"], New));
            Assert.StartsWith(_folder["cut.parquet"], exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(7, 5, 0.9f, "sum to 0.9 where 1 was expected")]
    [InlineData(7, 5, float.NaN, "sum to NaN")]
    [InlineData(7, 8, 1f, "old id 8 (of new id 7) is out of bounds")]
    [InlineData(7, -1, 1f, "old id -1 (of new id 7) is out of bounds")]
    [InlineData(8, 5, 1f, "new id 8 is out of bounds")]
    [InlineData(6, 6, 0f, "old id 6 stands twice for new id 6")]
    public void FromRows_Faulty_NamesTheFault(int newToken, int oldToken, float weight, string fault)
    {
        RemapRow[] rows = [.. Enumerable.Range(0, 7).Select(id => new RemapRow(id, id, 1, "copy")), new(newToken, oldToken, weight, "test")];
        var exception = Assert.Throws<BadDataException>(() => RemapPlan.FromRows(New, Old.VocabularySize, rows, _ => "", message => new BadDataException(message)));
        Assert.Contains(fault, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromRows_TokenLeftOut_IsNamed()
    {
        RemapRow[] rows = [.. Enumerable.Range(0, 8).Where(id => id != 2).Select(id => new RemapRow(id, id, 1, "copy"))];
        var exception = Assert.Throws<BadDataException>(() => RemapPlan.FromRows(New, Old.VocabularySize, rows, _ => "", message => new BadDataException(message)));
        Assert.Equal("new id 2 ('</s>') is not expressed, every new token has to be", exception.Message);
    }
}
