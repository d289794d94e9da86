namespace NlpTransfer.Tokenization.Tests;

public sealed class SpmEncodeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nlptransfer-spm-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableTheory]
    [InlineData("marian-en-mg/source.spm")]
    [InlineData("marian-en-mg/target.spm")]
    [InlineData("barthez/sentencepiece.bpe.model")]
    [InlineData("sentencepiece-tests/test_model.model")]
    [InlineData("sentencepiece-tests/test_ja_model.model")]
    [InlineData("sentencepiece-tests/fast_sentencepiece.model")]
    public void Encode_RealModel_EqualsSpmEncode(string name)
    {
        string file = Path.Combine(_folder, "alone.model");
        File.Copy(SharedFolders.Data("tokenizer-fixtures", name), file);
        TextTokenizer tokenizer = TextTokenizer.Load(file);
        string[] lines = SpmEncode.Lines();
        string[] expected = SpmEncode.Run(file, lines, "id");
        for (int i = 0; i < lines.Length; i++)
            Assert.Equal(expected[i], string.Join(' ', tokenizer.Encode(lines[i]).Ids));
        tokenizer.Save(Path.Combine(_folder, "copy.model"));
        Assert.True(File.ReadAllBytes(file).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(_folder, "copy.model"))));
    }

    [SkippableTheory]
    [InlineData("e5-small")]
    [InlineData("barthez")]
    public void Save_TokenizerJsonAsModel_IsReadBySpmEncodeWithEqualIds(string name)
    {
        string path = name == "e5-small" ? SharedFolders.E5Small() : SharedFolders.Data("tokenizer-fixtures", name);
        TextTokenizer tokenizer = TextTokenizer.Load(path);
        string file = Path.Combine(_folder, "written.model");
        tokenizer.Save(file);
        string[] lines = [.. SpmEncode.Lines().Where(line => !line.Contains('<') && !tokenizer.Normalize(line).EndsWith(' ') && !line.StartsWith('▁'))];
        string[] theirs = SpmEncode.Run(file, lines, "id");
        int[] different = [.. Enumerable.Range(0, lines.Length).Where(i => theirs[i] != string.Join(' ', tokenizer.Encode(lines[i], addSpecialTokens: false).Ids))];
        Assert.True(different.Length == 0, $"{different.Length} lines differ:\n" + string.Join('\n', different.Take(5).Select(i =>
            $"{lines[i]}\n  {theirs[i]}\n  {string.Join(' ', tokenizer.Encode(lines[i], addSpecialTokens: false).Ids)}")));
    }
}
