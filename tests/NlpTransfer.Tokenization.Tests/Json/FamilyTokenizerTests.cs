namespace NlpTransfer.Tokenization.Tests;

/// <summary>The stages that families in use have in their tokenizer.json, around vocabularies that can be worked out by hand.</summary>
public sealed class FamilyTokenizerTests
{
    private const string Specials = "\"single_word\":false,\"lstrip\":false,\"rstrip\":false,\"normalized\":false,\"special\":true";

    [Fact]
    public void Encode_GemmaStages_KeepBlanksAndFallBackToBytes()
    {
        TextTokenizer tokenizer = Load("""
            {"version":"1.0","truncation":null,"padding":null,"added_tokens":[{"id":0,"content":"<bos>",SPECIALS},{"id":1,"content":"<unk>",SPECIALS}],
             "normalizer":{"type":"Replace","pattern":{"String":" "},"content":"▁"},
             "pre_tokenizer":{"type":"Split","pattern":{"String":" "},"behavior":"MergedWithPrevious","invert":false},
             "post_processor":{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"<bos>","type_id":0}},{"Sequence":{"id":"A","type_id":0}}],
               "pair":[{"SpecialToken":{"id":"<bos>","type_id":0}},{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"<bos>","type_id":1}},{"Sequence":{"id":"B","type_id":1}}],
               "special_tokens":{"<bos>":{"id":"<bos>","ids":[0],"tokens":["<bos>"]}}},
             "decoder":{"type":"Sequence","decoders":[{"type":"Replace","pattern":{"String":"▁"},"content":" "},{"type":"ByteFallback"},{"type":"Fuse"}]},
             "model":{"type":"BPE","dropout":null,"unk_token":"<unk>","continuing_subword_prefix":null,"end_of_word_suffix":null,"fuse_unk":true,"byte_fallback":true,"ignore_merges":false,
               "vocab":{"<bos>":0,"<unk>":1,"<0xC3>":2,"<0xA9>":3,"▁":4,"a":5,"b":6,"▁a":7,"▁▁":8,"ab":9,"▁ab":10},
               "merges":[["▁","a"],["a","b"],["▁a","b"],["▁","▁"]]}}
            """);
        Assert.Equal("<bos> ab ▁▁ ▁ab <0xC3> <0xA9> <unk>", SmallModels.Tokens(tokenizer, "ab   abézz"));
        Assert.Equal("ab   abé", tokenizer.Decode(tokenizer.Encode("ab   abé").Ids));
        Assert.Equal([new(0, 0), new(0, 2), new(2, 4), new(4, 7), new(7, 8), new(7, 8), new(8, 10)], tokenizer.Encode("ab   abézz").Offsets);
    }

    [Fact]
    public void Encode_ModernBertStages_AreByteLevelWithTokensOfBlanks()
    {
        TextTokenizer tokenizer = Load("""
            {"version":"1.0","truncation":null,"padding":null,
             "added_tokens":[{"id":0,"content":"[CLS]",SPECIALS},{"id":1,"content":"[SEP]",SPECIALS},{"id":2,"content":"   ","single_word":false,"lstrip":false,"rstrip":false,"normalized":true,"special":false},
              {"id":3,"content":"[MASK]","single_word":false,"lstrip":true,"rstrip":false,"normalized":false,"special":true}],
             "normalizer":{"type":"NFC"},
             "pre_tokenizer":{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":true},
             "post_processor":{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"[CLS]","type_id":0}},{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"[SEP]","type_id":0}}],
               "pair":[{"SpecialToken":{"id":"[CLS]","type_id":0}},{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"[SEP]","type_id":0}},{"Sequence":{"id":"B","type_id":0}},{"SpecialToken":{"id":"[SEP]","type_id":0}}],
               "special_tokens":{"[CLS]":{"id":"[CLS]","ids":[0],"tokens":["[CLS]"]},"[SEP]":{"id":"[SEP]","ids":[1],"tokens":["[SEP]"]}}},
             "decoder":{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":true,"use_regex":true},
             "model":{"type":"BPE","dropout":null,"unk_token":null,"continuing_subword_prefix":null,"end_of_word_suffix":null,"fuse_unk":false,"byte_fallback":false,
               "vocab":{"a":4,"b":5,"Ġ":6,"Ġa":7,"Ã":8,"©":9,"Ã©":10},"merges":["Ġ a","Ã ©"]}}
            """);
        Assert.Equal("[CLS] a     Ã© b [MASK] Ġa [SEP]", SmallModels.Tokens(tokenizer, "a   e\u0301b [MASK] a"));
        Assert.Equal("a   éb", tokenizer.Decode(tokenizer.Encode("a   e\u0301b").Ids));
        Assert.Equal([new(0, 0), new(0, 1), new(1, 4), new(4, 5), new(0, 0)], tokenizer.Encode("a   e\u0301").Offsets);
    }

    [Fact]
    public void Encode_LlamaStages_TrimOffsetsThenAddTokens()
    {
        TextTokenizer tokenizer = Load("""
            {"version":"1.0","truncation":null,"padding":null,"added_tokens":[{"id":0,"content":"<|begin|>",SPECIALS}],
             "normalizer":null,
             "pre_tokenizer":{"type":"Sequence","pretokenizers":[
               {"type":"Split","pattern":{"Regex":"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"},"behavior":"Isolated","invert":false},
               {"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":false}]},
             "post_processor":{"type":"Sequence","processors":[{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":true,"use_regex":true},
               {"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"<|begin|>","type_id":0}},{"Sequence":{"id":"A","type_id":0}}],
                "pair":[{"Sequence":{"id":"A","type_id":0}},{"Sequence":{"id":"B","type_id":1}}],"special_tokens":{"<|begin|>":{"id":"<|begin|>","ids":[0],"tokens":["<|begin|>"]}}}]},
             "decoder":{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":true,"use_regex":true},
             "model":{"type":"BPE","dropout":null,"unk_token":null,"continuing_subword_prefix":null,"end_of_word_suffix":null,"fuse_unk":false,"byte_fallback":false,"ignore_merges":true,
               "vocab":{"a":1,"Ġ":2,"Ġa":3,"aa":4,"1":5,"Ġaaa":6},"merges":["Ġ a","a a"]}}
            """);
        Assert.Equal("<|begin|> Ġaaa 1 1 1 1 Ġa", SmallModels.Tokens(tokenizer, " aaa1111 a"));
        Assert.Equal([new(0, 0), new(0, 4), new(4, 5), new(5, 6), new(6, 7), new(7, 8), new(9, 10)], tokenizer.Encode(" aaa1111 a").Offsets);
    }

    [Fact]
    public void Encode_MDebertaStages_AreUnigramsInBertsBrackets()
    {
        TextTokenizer tokenizer = SmallTokenizers.Changed(
            ("normalizer", """{"type":"Sequence","normalizers":[{"type":"Strip","strip_left":true,"strip_right":true},{"type":"Precompiled","precompiled_charsmap":"BAAAAAAAAAA="},{"type":"Replace","pattern":{"Regex":" {2,}"},"content":" "}]}"""),
            ("pre_tokenizer", """{"type":"Sequence","pretokenizers":[{"type":"WhitespaceSplit"},{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":true}]}"""));
        Assert.Equal("<s> ▁ab ▁ a </s>", SmallModels.Tokens(tokenizer, "  ab   a "));
    }

    private static TextTokenizer Load(string json) => SmallTokenizers.Load(json.Replace("SPECIALS", Specials, StringComparison.Ordinal));
}
