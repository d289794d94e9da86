using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping.Tests;

/// <summary>Tokenizers and a model folder small enough to work out by hand.</summary>
internal static class Toy
{
    public const int Width = 4;

    /// <summary>A Unigram tokenizer of special tokens and the pieces given, scores falling from -2.</summary>
    public static TextTokenizer Unigram(params string[] pieces) => Unigram(pieces, """{"type":"NFKC"}""");

    /// <summary>The same without a normalizer, so that it can be written as a SentencePiece model.</summary>
    public static TextTokenizer SentencePiece(params string[] pieces) => Unigram(pieces, "null");

    private static TextTokenizer Unigram(string[] pieces, string normalizer)
    {
        UnigramPiece[] all = [new("<s>", 0), new("<pad>", 0), new("</s>", 0), new("<unk>", 0), .. pieces.Select((piece, i) => new UnigramPiece(piece, -2 - (i * 0.01)))];
        string added = string.Join(',', all.Take(4).Select((piece, id) => $$"""{"id":{{id}},"content":"{{piece.Text}}","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":true}"""));
        string vocabulary = string.Join(',', all.Select(piece => FormattableString.Invariant($"[\"{piece.Text}\",{piece.Score}]")));
        return Read($$$$"""
            {"version":"1.0","truncation":null,"padding":null,
            "added_tokens":[{{{{added}}}}],
            "normalizer":{{{{normalizer}}}},"pre_tokenizer":{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":true},
            "post_processor":{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"<s>","type_id":0}},{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"</s>","type_id":0}}],
            "pair":[{"Sequence":{"id":"A","type_id":0}},{"Sequence":{"id":"B","type_id":0}}],
            "special_tokens":{"<s>":{"id":"<s>","ids":[0],"tokens":["<s>"]},"</s>":{"id":"</s>","ids":[2],"tokens":["</s>"]}}},
            "decoder":{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":true},
            "model":{"type":"Unigram","unk_id":3,"vocab":[{{{{vocabulary}}}}],"byte_fallback":false}}
            """);
    }

    /// <summary>A WordPiece tokenizer of BERT's special tokens, with [PAD] last of them, and the pieces given; it keeps case and marks.</summary>
    public static TextTokenizer WordPiece(params string[] pieces)
    {
        string[] special = ["[UNK]", "[CLS]", "[SEP]", "[PAD]"];
        string added = string.Join(',', special.Select((piece, id) => $$"""{"id":{{id}},"content":"{{piece}}","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":true}"""));
        string vocabulary = string.Join(',', special.Concat(pieces).Select((piece, id) => $"\"{piece}\":{id}"));
        return Read($$$$"""
            {"version":"1.0","truncation":null,"padding":null,
            "added_tokens":[{{{{added}}}}],
            "normalizer":{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,"strip_accents":false,"lowercase":false},"pre_tokenizer":{"type":"BertPreTokenizer"},
            "post_processor":{"type":"BertProcessing","sep":["[SEP]",2],"cls":["[CLS]",1]},
            "decoder":{"type":"WordPiece","prefix":"##","cleanup":true},
            "model":{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##","max_input_chars_per_word":100,"vocab":{ {{{{vocabulary}}}} }}}
            """);
    }

    /// <summary>A BPE tokenizer of special tokens, the pieces given and the merges given.</summary>
    public static TextTokenizer Bpe(string[] pieces, string[] merges) => Bpe(pieces, merges, """{"type":"NFKC"}""", "false");

    /// <summary>The same as a SentencePiece model has it: without a normalizer, neighbouring unknown characters as one.</summary>
    public static TextTokenizer SentencePieceBpe(string[] pieces, string[] merges) => Bpe(pieces, merges, "null", "true");

    private static TextTokenizer Bpe(string[] pieces, string[] merges, string normalizer, string fuse)
    {
        string[] special = ["<s>", "<pad>", "</s>", "<unk>"];
        string added = string.Join(',', special.Select((piece, id) => $$"""{"id":{{id}},"content":"{{piece}}","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":true}"""));
        string vocabulary = string.Join(',', special.Concat(pieces).Select((piece, id) => $"\"{piece}\":{id}"));
        return Read($$$$"""
            {"version":"1.0","truncation":null,"padding":null,
            "added_tokens":[{{{{added}}}}],
            "normalizer":{{{{normalizer}}}},"pre_tokenizer":{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":true},
            "post_processor":null,
            "decoder":{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":true},
            "model":{"type":"BPE","dropout":null,"unk_token":"<unk>","continuing_subword_prefix":null,"end_of_word_suffix":null,"fuse_unk":{{{{fuse}}}},"byte_fallback":false,
            "vocab":{ {{{{vocabulary}}}} },"merges":[{{{{string.Join(',', merges.Select(merge => $"\"{merge}\""))}}}}]}}
            """);
    }

    private static TextTokenizer Read(string json)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("nlptransfer-toy-").FullName, "tokenizer.json");
        File.WriteAllText(path, json);
        TextTokenizer tokenizer = TextTokenizer.Load(path);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        return tokenizer;
    }

    /// <summary>Writes a model of one layer with an untied masked-LM head, whose embedding row i begins with i; five rows more than the tokenizer where asked.</summary>
    public static ModelFolder Model(string folder, TextTokenizer tokenizer, int extraRows = 0, TensorType type = TensorType.Float16, int width = Width)
    {
        Directory.CreateDirectory(Path.Combine(folder, "1_Pooling"));
        int rows = tokenizer.VocabularySize + extraRows;
        File.WriteAllText(Path.Combine(folder, "config.json"), $$"""
            {"architectures":["BertForMaskedLM"],"model_type":"bert","hidden_size":{{width}},"num_hidden_layers":1,"num_attention_heads":2,"intermediate_size":8,
            "vocab_size":{{rows}},"max_position_embeddings":16,"type_vocab_size":2,"layer_norm_eps":1e-12,"hidden_act":"gelu","tie_word_embeddings":false,
            "pad_token_id":1,"bos_token_id":0,"eos_token_id":2}
            """);
        File.WriteAllText(Path.Combine(folder, "tokenizer_config.json"), """{"unk_token":"<unk>","pad_token":"<pad>","cls_token":"<s>","sep_token":"</s>","added_tokens_decoder":{"3":{"content":"<unk>","special":true}}}""");
        File.WriteAllText(Path.Combine(folder, "modules.json"), """
            [{"idx":0,"name":"0","path":"","type":"sentence_transformers.models.Transformer"},{"idx":1,"name":"1","path":"1_Pooling","type":"sentence_transformers.models.Pooling"}]
            """);
        File.WriteAllText(Path.Combine(folder, "1_Pooling", "config.json"), $$"""{"word_embedding_dimension":{{width}},"pooling_mode_mean_tokens":true}""");
        File.WriteAllText(Path.Combine(folder, "pytorch_model.bin"), "old weights");
        tokenizer.Save(folder);
        SafetensorsWriter.Write(Path.Combine(folder, "model.safetensors"), [.. Tensors(rows, width).Select(tensor => tensor.As(type))]);
        return ModelFolder.Open(folder);
    }

    public static float Value(int row, int column, float offset) => offset + (column == 0 ? row : row * 0.25f / (column + 1));

    private static IEnumerable<NamedTensor> Tensors(int rows, int width)
    {
        yield return Matrix("bert.embeddings.word_embeddings.weight", rows, width, 0);
        yield return Matrix("cls.predictions.decoder.weight", rows, width, 100);
        yield return NamedTensor.Create("cls.predictions.bias", [.. Enumerable.Range(0, rows).Select(row => row * 2f)], rows);
        yield return Matrix("bert.embeddings.position_embeddings.weight", 16, width, 50);
        yield return Matrix("bert.embeddings.token_type_embeddings.weight", 2, width, 60);
        (string Name, long[] Shape)[] rest =
        [
            ("bert.embeddings.LayerNorm", [width]), ("cls.predictions.transform.dense", [width, width]), ("cls.predictions.transform.LayerNorm", [width]),
            ("bert.encoder.layer.0.attention.self.query", [width, width]), ("bert.encoder.layer.0.attention.self.key", [width, width]), ("bert.encoder.layer.0.attention.self.value", [width, width]),
            ("bert.encoder.layer.0.attention.output.dense", [width, width]), ("bert.encoder.layer.0.attention.output.LayerNorm", [width]),
            ("bert.encoder.layer.0.intermediate.dense", [8, width]), ("bert.encoder.layer.0.output.dense", [width, 8]), ("bert.encoder.layer.0.output.LayerNorm", [width]),
        ];
        foreach ((string name, long[] shape) in rest)
        {
            yield return NamedTensor.Create(name + ".weight", Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b)).Select(i => i * 0.125f).ToArray(), shape);
            yield return NamedTensor.Create(name + ".bias", new float[shape[0]], shape[0]);
        }
    }

    private static NamedTensor Matrix(string name, int rows, int width, float offset) =>
        NamedTensor.Create(name, [.. Enumerable.Range(0, rows * width).Select(i => Value(i / width, i % width, offset))], rows, width);
}
