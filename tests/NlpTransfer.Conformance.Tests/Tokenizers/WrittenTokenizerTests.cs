using System.Text.Json;
using NlpTransfer.Tokenization;
using Xunit.Abstractions;

namespace NlpTransfer.Conformance.Tests;

/// <summary>A tokenizer.json written here, whatever the tokenizer was read from, opens in transformers.js with equal ids.</summary>
public sealed class WrittenTokenizerTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nlptransfer-written-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableTheory]
    [InlineData("hf-bpe-bytelevel.tokenizer.json")]
    [InlineData("hf-bpe-metaspace-bytes.tokenizer.json")]
    [InlineData("spm-bpe.model")]
    [InlineData("spm-bpe-bytes.model")]
    [InlineData("spm-unigram.model")]
    public void Save_AsTokenizerJson_GivesEqualIdsInTransformersJs(string name)
    {
        TextTokenizer tokenizer = TextTokenizer.Load(SharedFolders.Golden("tokenizers", name));
        tokenizer.Save(_folder);
        File.WriteAllText(Path.Combine(_folder, "tokenizer_config.json"), """{"tokenizer_class":"PreTrainedTokenizerFast"}""");
        TextTokenizer written = TextTokenizer.Load(_folder);
        string[] all = JsonSerializer.Deserialize<string[]>(File.ReadAllText(SharedFolders.Golden("tokenizers", "lines.json")))!;
        // transformers.js itself departs from the reference on joiners, and replaces a compiled character map by NFKC.
        string[] lines = [.. all.Where((line, place) => place % 6 == 0 && !line.AsSpan().ContainsAny('\u200c', '\u200d') && line.Trim() == line && line.Length > 0)];
        Assert.True(lines.Length >= 50, $"only {lines.Length} lines are left to compare");
        int[][] theirs = TransformersJsClient.Encode(_folder, lines);
        string[] differences = [.. lines.Zip(theirs).Where(pair => !pair.Second.SequenceEqual(written.Encode(pair.First).Ids)).Select(pair =>
            $"'{pair.First}'\n  here  {string.Join(' ', written.Encode(pair.First).Ids)}\n  there {string.Join(' ', pair.Second)}")];
        foreach (string difference in differences)
            output.WriteLine(difference);
        Assert.True(differences.Length == 0, $"{differences.Length} of {lines.Length} lines differ, the first:\n{differences.FirstOrDefault()}");
        // A control piece that a text spells out is found by a tokenizer.json and not by SentencePiece.
        Assert.All(lines.Where(line => !line.Contains('<')), line => Assert.Equal(tokenizer.Encode(line).Ids, written.Encode(line).Ids));
    }
}
