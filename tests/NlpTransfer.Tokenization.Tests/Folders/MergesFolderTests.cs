using System.Text.Json;

namespace NlpTransfer.Tokenization.Tests;

public sealed class MergesFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nlptransfer-merges-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public void Load_VocabularyAndMerges_EqualTheTokenizerJson()
    {
        string file = SharedFolders.Golden("tokenizers", "hf-bpe-bytelevel.tokenizer.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
        JsonElement model = document.RootElement.GetProperty("model");
        Write(model.GetProperty("vocab").GetRawText(), ["#version: 0.2", .. model.GetProperty("merges").EnumerateArray().Select(pair => $"{pair[0].GetString()} {pair[1].GetString()}"), ""]);
        TextTokenizer json = TextTokenizer.Load(file);
        TextTokenizer folder = TextTokenizer.Load(_folder);
        Assert.Equal(json.SpecialTokens with { Unknown = 3 }, folder.SpecialTokens);
        foreach (string line in GoldenTokenizers.Lines().Where(line => !line.Contains("<mask>", StringComparison.Ordinal)))
        {
            TokenEncoding expected = json.Encode(line);
            TokenEncoding encoding = folder.Encode(line);
            Assert.Equal(expected.Ids, encoding.Ids);
            Assert.Equal(expected.Offsets, encoding.Offsets);
            Assert.Equal(json.Decode(expected.Ids), folder.Decode(expected.Ids));
        }
    }

    [Fact]
    public void Load_GptFolder_AddsNoTokens()
    {
        Write("""{"<|endoftext|>":0,"a":1,"b":2,"ab":3,"Ġ":4}""", "a b");
        File.WriteAllText(Path.Combine(_folder, "tokenizer_config.json"), """{"tokenizer_class":"GPT2Tokenizer","add_prefix_space":true}""");
        Assert.Equal("Ġ ab", SmallModels.Tokens(TextTokenizer.Load(_folder), "ab"));
        File.WriteAllText(Path.Combine(_folder, "tokenizer_config.json"), """{"tokenizer_class":"GPT2Tokenizer"}""");
        Assert.Equal("ab", SmallModels.Tokens(TextTokenizer.Load(_folder), "ab"));
    }

    [Fact]
    public void Load_BadFiles_AreRefused()
    {
        string vocabulary = Path.Combine(_folder, "vocab.json");
        string merges = Path.Combine(_folder, "merges.txt");
        Write("""{"a":0,"b":1}""", "#version: 0.2", "a b");
        Assert.Equal($"{merges}: the merge 0 joins 'a' and 'b' into 'ab', which is not in the vocabulary.", Refused());
        Write("""{"a":0,"b":1}""", "ab");
        Assert.Equal($"{merges}:1 was expected to be two pieces with one blank between them, like \"t he\".", Refused());
        Write("""{"<s>":0,"</s>":1}""");
        File.WriteAllText(Path.Combine(_folder, "config.json"), """{"model_type":"clip"}""");
        Assert.Equal($"{vocabulary} belongs to a model of the kind 'clip', which is not supported; supported are RobertaTokenizer, BartTokenizer, LongformerTokenizer, roberta, bart, longformer, GPT2Tokenizer, gpt2; use its tokenizer.json.", Refused());
        File.Delete(merges);
        Assert.Equal($"{vocabulary} has no merges.txt beside it, without which its pieces can't be found in a text.", Refused());
    }

    private void Write(string vocabulary, params string[] merges)
    {
        File.WriteAllText(Path.Combine(_folder, "vocab.json"), vocabulary);
        File.WriteAllLines(Path.Combine(_folder, "merges.txt"), merges);
    }

    private string Refused() => Assert.Throws<ModelFormatException>(() => TextTokenizer.Load(_folder)).Message;
}
