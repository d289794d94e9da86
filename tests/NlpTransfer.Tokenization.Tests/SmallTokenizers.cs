using System.Text;
using System.Text.Json.Nodes;

namespace NlpTransfer.Tokenization.Tests;

/// <summary>Tokenizers small enough to work out by hand.</summary>
internal static class SmallTokenizers
{
    /// <summary>Unigram with bytes missing: special pieces 0 to 3, a mask at the end that swallows white space before it.</summary>
    public const string Unigram = """
        {"version":"1.0","truncation":null,"padding":null,
         "added_tokens":[
          {"id":0,"content":"<s>","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":true},
          {"id":1,"content":"<pad>","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":true},
          {"id":2,"content":"</s>","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":true},
          {"id":3,"content":"<unk>","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":true},
          {"id":12,"content":"<mask>","single_word":false,"lstrip":true,"rstrip":false,"normalized":false,"special":true}],
         "normalizer":{"type":"Sequence","normalizers":[{"type":"NFKC"},{"type":"Replace","pattern":{"Regex":" {2,}"},"content":" "}]},
         "pre_tokenizer":{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":true},
         "post_processor":{"type":"TemplateProcessing",
          "single":[{"SpecialToken":{"id":"<s>","type_id":0}},{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"</s>","type_id":0}}],
          "pair":[{"SpecialToken":{"id":"<s>","type_id":0}},{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"</s>","type_id":0}},{"SpecialToken":{"id":"</s>","type_id":0}},{"Sequence":{"id":"B","type_id":1}},{"SpecialToken":{"id":"</s>","type_id":1}}],
          "special_tokens":{"</s>":{"id":"</s>","ids":[2],"tokens":["</s>"]},"<s>":{"id":"<s>","ids":[0],"tokens":["<s>"]}}},
         "decoder":{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":true},
         "model":{"type":"Unigram","unk_id":3,"byte_fallback":false,"vocab":[
          ["<s>",0],["<pad>",0],["</s>",0],["<unk>",0],["▁",-2],["a",-3],["b",-3.5],["▁ab",-4],["ab",-5],["ba",-5.25],["é",-6],["▁é",-8]]}}
        """;

    public static TextTokenizer LoadUnigram() => Load(Unigram);

    public static TextTokenizer Load(string json) => new(TokenizerJsonReader.Read(Encoding.UTF8.GetBytes(json), "test.json"));

    /// <summary>The definition of a Unigram tokenizer with letters a to z, blank and a few sections of its own.</summary>
    /// <param name="sections">Properties that replace those of <see cref="Unigram"/>; null takes one out.</param>
    public static TextTokenizer Changed(params (string Name, string? Json)[] sections)
    {
        var root = (JsonObject)JsonNode.Parse(Unigram)!;
        foreach ((string name, string? json) in sections)
            root[name] = json is null ? null : JsonNode.Parse(json);
        return Load(root.ToJsonString());
    }

    public static ModelFormatException Refused(string json) => Assert.Throws<ModelFormatException>(() => Load(json));

    /// <summary>The tokenizer's file.</summary>
    public static byte[] Save(TextTokenizer tokenizer)
    {
        using var stream = new MemoryStream();
        TokenizerJsonWriter.Write(tokenizer.Definition, stream);
        return stream.ToArray();
    }

    /// <summary>What a normalizer written as JSON makes of a text, with the range of each code unit.</summary>
    public static (string Text, TokenRange[] Ranges) Normalize(string normalizer, string text)
    {
        using var document = System.Text.Json.JsonDocument.Parse(normalizer);
        var normalized = new NormalizedText();
        normalized.Reset(text, 0);
        Normalizer.Read(document.RootElement, "test.json", "$.normalizer").Normalize(normalized);
        return (normalized.Text.ToString(), [.. Enumerable.Range(0, normalized.Length).Select(i => new TokenRange(normalized.Buffer.StartAt(i), normalized.Buffer.EndAt(i)))]);
    }

    /// <summary>The stretches that a pre-tokenizer written as JSON leaves of a text.</summary>
    public static string[] Split(string preTokenizer, string text)
    {
        using var document = System.Text.Json.JsonDocument.Parse(preTokenizer);
        var normalized = new NormalizedText();
        normalized.Reset(text, 0);
        var split = new PreTokenizedText();
        split.Add(normalized.Buffer, 0, normalized.Length, -1);
        PreTokenizer.Read(document.RootElement, "test.json", "$.pre_tokenizer").Split(split);
        return [.. split.Splits.Select(part => split.Buffer.Text.Slice(part.Start, part.Length).ToString())];
    }

    /// <summary>What a decoder written as JSON makes of tokens.</summary>
    public static string Decode(string decoder, params string[] tokens)
    {
        using var document = System.Text.Json.JsonDocument.Parse(decoder);
        List<string> list = [.. tokens];
        TokenDecoder.Read(document.RootElement, "test.json", "$.decoder").Decode(list);
        return string.Join('|', list);
    }
}
