using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NlpTransfer.Tokenization.Tests;

public sealed class TokenizerJsonTests
{
    [SkippableTheory]
    [MemberData(nameof(GoldenTokenizers.Cases), MemberType = typeof(GoldenTokenizers))]
    public void Save_GoldenTokenizer_MeansTheSameAndIsStable(string name)
    {
        Skip.If(name == "none", "The golden folder is not on this machine.");
        string path = GoldenTokenizers.Path(name);
        TextTokenizer tokenizer = TextTokenizer.Load(path);
        byte[] saved = SmallTokenizers.Save(tokenizer);
        var again = new TextTokenizer(TokenizerJsonReader.Read(saved, name));
        Assert.True(saved.AsSpan().SequenceEqual(SmallTokenizers.Save(again)), "What was written, read and written again differs from the first time.");
        if (path.EndsWith(".model", StringComparison.Ordinal))
            return;
        using JsonDocument original = JsonDocument.Parse(File.ReadAllBytes(Directory.Exists(path) ? Path.Combine(path, "tokenizer.json") : path));
        using JsonDocument written = JsonDocument.Parse(saved);
        Assert.True(SameValue(original.RootElement, written.RootElement), "What was written differs from what was read.");
    }

    [Theory]
    [InlineData("normalizer", """{"type":"Nmt"}""", "test.json: $.normalizer is a normalizer of type 'Nmt', which is not supported; supported are BertNormalizer, Lowercase, NFC, NFD, NFKC, NFKD, Precompiled, Prepend, Replace, Sequence, Strip, StripAccents.")]
    [InlineData("normalizer", """{"type":"Sequence","normalizers":[{"type":"NFC"},{"type":"Foo"}]}""", "test.json: $.normalizer.normalizers[1] is a normalizer of type 'Foo', which is not supported; supported are BertNormalizer, Lowercase, NFC, NFD, NFKC, NFKD, Precompiled, Prepend, Replace, Sequence, Strip, StripAccents.")]
    [InlineData("pre_tokenizer", """{"type":"UnicodeScripts"}""", "test.json: $.pre_tokenizer is a pre-tokenizer of type 'UnicodeScripts', which is not supported; supported are BertPreTokenizer, ByteLevel, Digits, Metaspace, Punctuation, Sequence, Split, Whitespace, WhitespaceSplit.")]
    [InlineData("post_processor", """{"type":"Foo"}""", "test.json: $.post_processor is a post-processor of type 'Foo', which is not supported; supported are BertProcessing, ByteLevel, RobertaProcessing, Sequence, TemplateProcessing.")]
    [InlineData("decoder", """{"type":"CTC"}""", "test.json: $.decoder is a decoder of type 'CTC', which is not supported; supported are BPEDecoder, ByteFallback, ByteLevel, Fuse, Metaspace, Replace, Sequence, Strip, WordPiece.")]
    [InlineData("model", """{"vocab":{},"type":"Morpheme"}""", "test.json: $.model is a model of type 'Morpheme', which is not supported; supported are BPE, Unigram, WordPiece, WordLevel.")]
    [InlineData("model", """{"type":"BPE","dropout":0.1,"vocab":{"a":0},"merges":[]}""", "test.json: $.model.dropout asks for merges left out at random, which is not supported: the same text would not get the same tokens; null was expected.")]
    [InlineData("model", """{"type":"BPE","vocab":{"a":0,"b":1},"merges":["a b"]}""", "test.json: $.model.merges[0] joins 'a' and 'b' into 'ab', which is not in the vocabulary.")]
    [InlineData("model", """{"type":"BPE","vocab":{"a":0,"b":1,"ab":2},"merges":["a b",["ab","c"]]}""", "test.json: $.model.merges[1] has the part 'c', which is not in the vocabulary.")]
    [InlineData("model", """{"type":"BPE","vocab":{"a":0,"":1},"merges":[["a",""]]}""", "test.json: $.model.merges[0] joins 'a' and '' into one of the two, which would never end.")]
    [InlineData("model", """{"type":"BPE","vocab":{"a":0,"##":1},"continuing_subword_prefix":"##","merges":[["a","##"]]}""", "test.json: $.model.merges[0] joins 'a' and '##' into one of the two, which would never end.")]
    [InlineData("model", """{"type":"BPE","vocab":{"a":0},"merges":["aa"]}""", "test.json: $.model.merges[0] was expected to be two pieces with one blank between them, like \"t he\".")]
    [InlineData("model", """{"type":"BPE","vocab":{"a":0},"merges":["a a a"]}""", "test.json: $.model.merges[0] was expected to be two pieces with one blank between them, like \"t he\".")]
    [InlineData("model", """{"type":"BPE","vocab":{"a":0},"merges":[["a"]]}""", "test.json: $.model.merges[0] is EndArray; two pieces, like [\"t\", \"he\"] was expected.")]
    [InlineData("model", """{"type":"BPE","vocab":{"a":0},"merges":[],"unk_token":"<unk>"}""", "test.json: $.model.vocab can't be used: the unknown piece '<unk>' is missing.")]
    [InlineData("model", """{"type":"BPE","vocab":{"a":0}}""", "test.json: $.model has no 'merges', which a BPE model needs.")]
    [InlineData("model", """{"type":"BPE","vocab":{"a":0},"merges":[],"temperature":1}""", "test.json: $.model.temperature is not a property of a BPE model, or stands there twice.")]
    [InlineData("model", """{"type":"BPE","vocab":{"a":0,"b":0},"merges":[]}""", "test.json: $.model.vocab gives the id 0 to 'a' and to 'b'.")]
    [InlineData("model", """{"type":"BPE","vocab":{"a":0,"b":16000000},"merges":[]}""", "test.json: $.model.vocab has 2 pieces but ids up to 16000000; a vocabulary with few gaps was expected.")]
    [InlineData("model", """{"type":"WordLevel","vocab":{"a":0},"unk_token":"[UNK]","x":1}""", "test.json: $.model.x is not a property of a WordLevel model, or stands there twice.")]
    [InlineData("pre_tokenizer", """{"type":"Split","pattern":{"Regex":"\\p{Han}"},"behavior":"Isolated","invert":false}""", "test.json: $.pre_tokenizer.pattern.Regex is not a regular expression that .NET understands")]
    [InlineData("pre_tokenizer", """{"type":"Split","pattern":{"Regex":"[😀-😎]"},"behavior":"Isolated","invert":false}""", "test.json: $.pre_tokenizer.pattern.Regex names a character beyond U+FFFF, which is not supported in regular expressions.")]
    [InlineData("normalizer", """{"type":"NFC","x":1}""", "test.json: $.normalizer.x is not a property that is known here; what it asks for would be lost.")]
    [InlineData("normalizer", "3", "test.json: $.normalizer is 3; an object was expected.")]
    [InlineData("normalizer", """{"type":"Strip","strip_left":1,"strip_right":true}""", "test.json: $.normalizer.strip_left is 1; true or false was expected.")]
    [InlineData("normalizer", """{"type":"Prepend"}""", "test.json: $.normalizer has no property 'prepend', which it needs.")]
    [InlineData("normalizer", """{"type":"Replace","pattern":{"Regex":"("},"content":""}""", "test.json: $.normalizer.pattern.Regex is not a regular expression that .NET understands")]
    [InlineData("normalizer", """{"type":"Precompiled","precompiled_charsmap":"?"}""", "test.json: $.normalizer.precompiled_charsmap is not base64.")]
    [InlineData("normalizer", """{"type":"Precompiled","precompiled_charsmap":"AAA="}""", "test.json: $.normalizer.precompiled_charsmap holds 2 bytes")]
    [InlineData("pre_tokenizer", """{"type":"Punctuation","behavior":"1"}""", "test.json: $.pre_tokenizer.behavior is '1'; Removed, Isolated, MergedWithPrevious, MergedWithNext, Contiguous are known.")]
    [InlineData("pre_tokenizer", """{"type":"Metaspace","replacement":"ab"}""", "test.json: $.pre_tokenizer.replacement is 'ab'; one character was expected.")]
    [InlineData("decoder", """{"type":"Strip","content":" ","start":-1,"stop":0}""", "test.json: $.decoder.start is -1; a whole number from 0 to 2147483647 was expected.")]
    [InlineData("padding", """{"strategy":"Longest","direction":"Right","pad_to_multiple_of":null,"pad_id":0,"pad_type_id":0,"pad_token":"x"}""", "test.json: $.padding.strategy is 'Longest'")]
    [InlineData("truncation", """{"max_length":5,"strategy":"Any","stride":0}""", "test.json: $.truncation.strategy is 'Any'; LongestFirst, OnlyFirst and OnlySecond are known.")]
    [InlineData("version", "\"2.0\"", "test.json: $.version was expected to be \"1.0\".")]
    [InlineData("added_tokens", "{}", "test.json: $.added_tokens was expected to be a list.")]
    [InlineData("added_tokens", """[{"id":99999999,"content":"x"}]""", "test.json: $.added_tokens[0].id is 99999999; a whole number from 0 to 16777214 was expected.")]
    [InlineData("extra", "1", "test.json: $.extra is not a section that is known here; what it asks for would be lost.")]
    [InlineData("model", """{"type":"Unigram","vocab":[["a",1],["a",2]]}""", "test.json: $.model.vocab[1] is 'a', which is there already.")]
    [InlineData("model", """{"type":"Unigram","vocab":[["a",1e999]]}""", "test.json: $.model.vocab[0][1] was expected to be a finite number.")]
    [InlineData("model", """{"type":"Unigram","vocab":[["a"]]}""", "test.json: $.model.vocab[0][1] was expected to be a finite number.")]
    [InlineData("model", """{"type":"Unigram","vocab":[["a",1,2]]}""", "test.json: $.model.vocab[0] was expected to be a list of two.")]
    [InlineData("model", """{"type":"Unigram","vocab":["a"]}""", "test.json: $.model.vocab[0] was expected to be a piece and its score, like [\"the\", -3.5].")]
    [InlineData("model", """{"type":"Unigram","vocab":{}}""", "test.json: $.model.vocab is StartObject; a list of pieces was expected.")]
    [InlineData("model", """{"type":"Unigram","unk_id":1,"vocab":[["a",1]]}""", "test.json: $.model.unk_id is 1, but the vocabulary has 1 pieces.")]
    [InlineData("model", """{"type":"Unigram","unk_id":-1,"vocab":[["a",1]]}""", "test.json: $.model.unk_id was expected to be a whole number from 0 to 16777214.")]
    [InlineData("model", """{"type":"Unigram"}""", "test.json: $.model has no vocabulary")]
    [InlineData("model", """{"type":"Unigram","vocab":[],"dropout":0.1}""", "test.json: $.model.dropout is not a property of a Unigram model")]
    public void Read_BadSection_IsRefusedWithItsPath(string section, string json, string message)
    {
        var root = (JsonObject)JsonNode.Parse(SmallTokenizers.Unigram)!;
        JsonNode? bad = JsonNode.Parse("[" + json.Replace("1e999", "123454321", StringComparison.Ordinal) + "]")![0]!.DeepClone();
        root[section] = bad;
        string text = root.ToJsonString().Replace("123454321", "1e999", StringComparison.Ordinal);
        Assert.StartsWith(message, SmallTokenizers.Refused(text).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "test.json:1 is not JSON")]
    [InlineData("[]", "test.json: $ is StartArray; an object was expected.")]
    [InlineData("{\"version\":\"1.0\"", "test.json:1 is not JSON")]
    [InlineData("{}\n{}", "test.json:2 is not JSON")]
    [InlineData("{}", "test.json: $ has no model.")]
    [InlineData("{\"version\":\"1.0\",\"version\":\"1.0\"}", "test.json: $.version stands there twice.")]
    [InlineData("{\"model\":{\"type\":\"Unigram\",\"vocab\":[[\"\\ud800\",1]]}}", "test.json: $.model.vocab[0] holds half a surrogate pair")]
    [InlineData("{\"normalizer\":{\"type\":\"\\ud800\"}}", "test.json: $.normalizer.type holds half a surrogate pair.")]
    [InlineData("{\"normalizer\":{\"type\":\"NFC\",\"type\":\"NFC\"}}", "test.json: $.normalizer has the property 'type' twice.")]
    public void Read_BrokenFile_IsRefused(string json, string message) =>
        Assert.StartsWith(message, SmallTokenizers.Refused(json).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_DeepNesting_IsRefused()
    {
        string deep = string.Concat(Enumerable.Repeat("{\"type\":\"Sequence\",\"normalizers\":[", 500)) + string.Concat(Enumerable.Repeat("]}", 500));
        Assert.Contains("not JSON", SmallTokenizers.Refused("{\"normalizer\":" + deep + "}").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TypeAfterVocabularyOrMissing_IsFound()
    {
        Assert.IsType<UnigramModel>(SmallTokenizers.Load("""{"model":{"vocab":[["a",-1]],"type":"Unigram"}}""").Definition.Model);
        Assert.IsType<UnigramModel>(SmallTokenizers.Load("""{"model":{"vocab":[["a",-1]],"unk_id":0}}""").Definition.Model);
        Assert.IsType<WordPieceModel>(SmallTokenizers.Load("""{"model":{"vocab":{"[UNK]":0},"max_input_chars_per_word":9}}""").Definition.Model);
        Assert.IsType<BpeModel>(SmallTokenizers.Load("""{"model":{"merges":[],"vocab":{"a":0},"unk_token":"a"}}""").Definition.Model);
        Assert.IsType<WordLevelModel>(SmallTokenizers.Load("""{"model":{"vocab":{"a":0},"unk_token":"a"}}""").Definition.Model);
    }

    [Fact]
    public void Read_TruncationAndPadding_AreKept()
    {
        TextTokenizer tokenizer = SmallTokenizers.Changed(
            ("truncation", """{"direction":"Left","max_length":7,"strategy":"OnlyFirst","stride":2}"""),
            ("padding", """{"strategy":{"Fixed":9},"direction":"Left","pad_to_multiple_of":8,"pad_id":1,"pad_type_id":0,"pad_token":"<pad>"}"""));
        Assert.Equal(new TruncationSettings(7, "OnlyFirst", 2, "Left"), tokenizer.Definition.Truncation);
        Assert.Equal(new PaddingSettings(9, "Left", 8, 1, 0, "<pad>"), tokenizer.Definition.Padding);
        Assert.Equal(102, tokenizer.Encode(new string('x', 1) + string.Concat(Enumerable.Repeat(" a", 49)), addSpecialTokens: true).Ids.Length);
        string saved = Encoding.UTF8.GetString(SmallTokenizers.Save(tokenizer));
        Assert.Contains("\"truncation\":{\"direction\":\"Left\",\"max_length\":7,\"strategy\":\"OnlyFirst\",\"stride\":2}", saved, StringComparison.Ordinal);
        Assert.Contains("\"padding\":{\"strategy\":{\"Fixed\":9},\"direction\":\"Left\",\"pad_to_multiple_of\":8,", saved, StringComparison.Ordinal);
    }

    /// <summary>Equal values: numbers by what they are and not by how they are written, properties in any order.</summary>
    private static bool SameValue(JsonElement first, JsonElement second)
    {
        if (first.ValueKind != second.ValueKind)
            return false;
        switch (first.ValueKind)
        {
            case JsonValueKind.Object:
                Dictionary<string, JsonElement> others = second.EnumerateObject().ToDictionary(property => property.Name, property => property.Value);
                return first.EnumerateObject().Count() == others.Count
                    && first.EnumerateObject().All(property => others.TryGetValue(property.Name, out JsonElement other) && SameValue(property.Value, other));
            case JsonValueKind.Array:
                return first.EnumerateArray().SequenceEqual(second.EnumerateArray(), EqualityComparer<JsonElement>.Create(SameValue));
            case JsonValueKind.String:
                return first.ValueEquals(second.GetString());
            case JsonValueKind.Number:
                return first.GetDouble().Equals(second.GetDouble());
            default:
                return true;
        }
    }
}
