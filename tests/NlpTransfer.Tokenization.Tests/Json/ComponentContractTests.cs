using System.Text;
using System.Text.Json;

namespace NlpTransfer.Tokenization.Tests;

/// <summary>What every component keeps: it is written as it was read. A component without a sample here fails.</summary>
public sealed class ComponentContractTests
{
    private static readonly string[] Normalizers =
    [
        """{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":false,"strip_accents":null,"lowercase":true}""",
        """{"type":"BertNormalizer","clean_text":false,"handle_chinese_chars":true,"strip_accents":false,"lowercase":false}""",
        """{"type":"Lowercase"}""",
        """{"type":"NFC"}""",
        """{"type":"NFD"}""",
        """{"type":"NFKC"}""",
        """{"type":"NFKD"}""",
        """{"type":"Precompiled","precompiled_charsmap":"BAAAAAAAAAA="}""",
        """{"type":"Prepend","prepend":"▁"}""",
        """{"type":"Replace","pattern":{"Regex":" {2,}"},"content":" "}""",
        """{"type":"Replace","pattern":{"String":"\""},"content":"+"}""",
        """{"type":"Sequence","normalizers":[{"type":"NFC"},{"type":"Sequence","normalizers":[]}]}""",
        """{"type":"Strip","strip_left":true,"strip_right":false}""",
        """{"type":"StripAccents"}""",
    ];

    private static readonly string[] PreTokenizers =
    [
        """{"type":"BertPreTokenizer"}""",
        """{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":false,"use_regex":false}""",
        """{"type":"Digits","individual_digits":true}""",
        """{"type":"Metaspace","replacement":"▁","prepend_scheme":"first","split":false}""",
        """{"type":"Punctuation","behavior":"MergedWithNext"}""",
        """{"type":"Sequence","pretokenizers":[{"type":"Whitespace"}]}""",
        """{"type":"Split","pattern":{"Regex":"\\p{L}+"},"behavior":"Removed","invert":true}""",
        """{"type":"Split","pattern":{"String":" "},"behavior":"MergedWithPrevious","invert":false}""",
        """{"type":"Whitespace"}""",
        """{"type":"WhitespaceSplit"}""",
    ];

    private static readonly string[] PostProcessors =
    [
        """{"type":"BertProcessing","sep":["[SEP]",3],"cls":["[CLS]",2]}""",
        """{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":true}""",
        """{"type":"RobertaProcessing","sep":["[SEP]",3],"cls":["[CLS]",2],"trim_offsets":true,"add_prefix_space":false}""",
        """{"type":"Sequence","processors":[{"type":"BertProcessing","sep":["[SEP]",3],"cls":["[CLS]",2]}]}""",
        """{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"x","type_id":3}},{"Sequence":{"id":"A","type_id":0}}],"pair":[{"Sequence":{"id":"B","type_id":1}},{"Sequence":{"id":"A","type_id":0}}],"special_tokens":{"x":{"id":"x","ids":[2,3],"tokens":["[CLS]","[SEP]"]}}}""",
    ];

    private static readonly string[] Decoders =
    [
        """{"type":"BPEDecoder","suffix":"</w>"}""",
        """{"type":"ByteFallback"}""",
        """{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":true}""",
        """{"type":"Fuse"}""",
        """{"type":"Metaspace","replacement":"_","prepend_scheme":"never","split":true}""",
        """{"type":"Replace","pattern":{"String":"▁"},"content":" "}""",
        """{"type":"Sequence","decoders":[{"type":"Fuse"},{"type":"ByteFallback"}]}""",
        """{"type":"Strip","content":" ","start":1,"stop":0}""",
        """{"type":"WordPiece","prefix":"##","cleanup":false}""",
    ];

    [Fact]
    public void Normalizers_ReadAndWritten_AreTheSame() => Check(Normalizers, Normalizer.Kinds, Normalizer.Read);

    [Fact]
    public void PreTokenizers_ReadAndWritten_AreTheSame() => Check(PreTokenizers, PreTokenizer.Kinds, PreTokenizer.Read);

    [Fact]
    public void PostProcessors_ReadAndWritten_AreTheSame() => Check(PostProcessors, PostProcessor.Kinds, PostProcessor.Read);

    [Fact]
    public void Decoders_ReadAndWritten_AreTheSame() => Check(Decoders, TokenDecoder.Kinds, TokenDecoder.Read);

    [Fact]
    public void PostProcessors_OtherVocabulary_TakeItsIdsByName()
    {
        foreach (string sample in PostProcessors)
        {
            PostProcessor processor = Read(sample, PostProcessor.Read);
            string expected = sample.Replace("\"[SEP]\",3", "\"[SEP]\",103", StringComparison.Ordinal).Replace("\"[CLS]\",2", "\"[CLS]\",102", StringComparison.Ordinal)
                .Replace("[2,3]", "[102,103]", StringComparison.Ordinal);
            Assert.Equal(expected, Write(processor.WithIds(token => token == "[SEP]" ? 103 : 102)));
            if (!processor.AddsTokens)
                continue;
            UsageException refused = Assert.Throws<UsageException>(() => processor.WithIds(_ => null));
            Assert.EndsWith("which the post-processor adds, is not in the new vocabulary; add it.", refused.Message, StringComparison.Ordinal);
        }
    }

    private static void Check<T>(string[] samples, IReadOnlyList<ComponentKind<T>> kinds, Func<JsonElement, string, string, T> read)
        where T : TokenizerComponent
    {
        Assert.All(samples, sample => Assert.Equal(sample, Write(Read(sample, read))));
        string[] types = [.. samples.Select(sample => Read(sample, read).Type).Distinct()];
        Assert.Equal(kinds.Select(kind => kind.Type), types);
    }

    private static T Read<T>(string sample, Func<JsonElement, string, string, T> read)
    {
        using JsonDocument document = JsonDocument.Parse(sample);
        return read(document.RootElement, "sample", "$");
    }

    private static string Write(TokenizerComponent component)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            component.Write(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
