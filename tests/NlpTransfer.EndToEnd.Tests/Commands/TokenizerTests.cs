using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests.Commands;

public sealed class TokenizerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _unknown;

    private string Goal => _folder.At("out");

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Covers("tokenizer train", "--kind", "--vocabulary-size", "--input", "--out", "--force", "--hold-out", "--against", "--licence", "--credit", "--threads")]
    public void Train_Texts_WritesATokenizerWithItsCard()
    {
        JsonObject json = Train("--json", "--threads", "1", "--licence", "CC0-1.0", "--credit", "Made up by hand.").Succeeds().Json;
        Assert.Equal((1, Goal, 60, "yor"), ((int)json["schema"]!, (string)json["out"]!, (int)json["pieces"]!, (string)json["languages"]![0]!["language"]!));
        Assert.InRange((double)json["languages"]![0]!["fertility"]!, 1, 5);
        Assert.Equal(95, (int)json["languages"]![0]!["texts"]!);
        Assert.Equal((5, "new"), ((int)json["heldOut"]![0]!["texts"]!, (string)json["heldOut"]![0]!["tokenizer"]!));
        Assert.Equal(["README.md", "tokenizer.json", "tokenizer.model"], Directory.GetFiles(Goal).Select(Path.GetFileName).Order());
        string card = File.ReadAllText(Path.Combine(Goal, "README.md"));
        Assert.Contains("# Unigram tokenizer for yor, 60 pieces", card, StringComparison.Ordinal);
        Assert.Contains("Licence of the texts: CC0-1.0.\n\nMade up by hand.\n", card, StringComparison.Ordinal);
        Assert.Contains("    nlptransfer tokenizer train --input yor=yor.txt --vocabulary-size 60 --out out --threads 1 --licence CC0-1.0 --credit \"Made up by hand.\"\n", card, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.Path, card, StringComparison.Ordinal);
        Train().Fails(2, $"{Goal}: the folder exists; choose another name, or allow it to be replaced (--force).");
        string first = _folder.At("first");
        Directory.Move(Goal, first);
        json = Train("--kind", "bpe", "--hold-out", "10", "--against", first, "--json").Succeeds().Json;
        Assert.Equal(["new 10", "first 10"], json["heldOut"]!.AsArray().Select(fit => $"{fit!["tokenizer"]} {fit["texts"]}"));
        Assert.Contains("\"BPE\"", File.ReadAllText(Path.Combine(Goal, "tokenizer.json")), StringComparison.Ordinal);
        Train("--kind", "wordpiece", "--force").Fails(2, "--kind must be unigram or bpe, not 'wordpiece'.");
        Train("--against", "nowhere", "--force").Fails(2, "nowhere: there is no tokenizer; name a tokenizer.json, a SentencePiece model, a vocab.txt or a folder with one of them.");
    }

    [Fact]
    [Covers("tokenizer train", "--character-coverage", "--byte-fallback", "--required", "--symbols", "--normalization", "--lowercase", "--temperature", "--maximum-piece-length", "--maximum-words")]
    public void Train_Choices_ChangeTheTokenizer()
    {
        string letters = _folder.Write("letters.txt", "ǹ\n");
        Assert.Equal("unknown known", Known("ḿ", []) + " " + Known("ḿ", ["--required", "ḿ"]));
        Assert.Equal("known", Known("ǹ", ["--required", letters]));
        Assert.Equal("known", Known("漢", ["--byte-fallback", "--vocabulary-size", "320"]));
        Assert.Equal("unknown known", Known("z", ["--character-coverage", "0.99"]) + " " + Known("z", ["--character-coverage", "1"]));
        Assert.Contains("{0}", Tokens("ìwé {0}", ["--symbols", "{0}"]));
        Assert.Contains("Ì", string.Concat(Tokens("Ìwé", [])), StringComparison.Ordinal);
        Assert.Contains("ì", string.Concat(Tokens("Ìwé", ["--lowercase"])), StringComparison.Ordinal);
        Assert.Contains("i\u0300", string.Concat(Tokens("ìwé", ["--normalization", "nfd"])), StringComparison.Ordinal);
        string first = _folder.At("first");
        Directory.Move(Goal, first);
        Assert.Contains("i\u0300", string.Concat(Tokens("ìwé", ["--normalization", first, "--vocabulary-size", "50"])), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Goal, "tokenizer.model")));
        Assert.Equal(2, Tokens("ìwé kíkà", ["--maximum-piece-length", "2"]).Max(token => token.Length));
        string english = _folder.Write("eng.txt", string.Join('\n', Enumerable.Range(0, 2_000).Select(i => $"the reader reads w{i}x")) + "\n");
        double Fertility(string temperature) =>
            (double)Train("--input", "eng=" + english, "--temperature", temperature, "--force", "--json").Succeeds().Json["languages"]![0]!["fertility"]!;
        Assert.True(Fertility("0") < Fertility("1"));
        Assert.True((long)Train("--input", "eng=" + english, "--maximum-words", "1000", "--force", "--json").Succeeds().Json["languages"]![1]!["leftOutWords"]! > 500);
        Train("--normalization", "nfx", "--force").Fails(2, "--normalization must be none, nfc, nfd, nfkc or a tokenizer, and there is no 'nfx'.");
        Train("--normalization", first, "--lowercase", "--force").Fails(2, "--lowercase has no effect beside the normalizer of another tokenizer; leave one of them out.");
    }

    [Fact]
    [Covers("tokenizer train", "--text-column", "--label-column", "--group-column", "--id-column", "--language-column", "--split-column", "--split", "--format", "--limit", "--skip-bad-rows")]
    [Covers("tokenizer stats", "--text-column", "--label-column", "--group-column", "--id-column", "--language-column", "--split-column", "--split", "--format", "--limit", "--skip-bad-rows")]
    [Covers("tokenizer encode", "--text-column", "--label-column", "--group-column", "--id-column", "--language-column", "--split-column", "--split", "--format", "--limit", "--skip-bad-rows")]
    public void Data_Options_SayWhichRowsAreRead()
    {
        string rows = string.Concat(Texts().Select((text, i) => $"{i}\t{text}\tx\tg\t{(i % 2 == 0 ? "yo" : "en")}\t{(i % 4 < 2 ? "train" : "test")}\n"));
        string table = _folder.Write("table.data", "nr\tbody\tkind\tdoc\ttongue\tpart\n" + rows + "7\t\tx\tg\tyo\ttrain\n");
        string[] reading =
        [
            "--text-column", "body", "--label-column", "kind", "--group-column", "doc", "--id-column", "nr", "--language-column", "tongue",
            "--split-column", "part", "--split", "train", "--format", "tsv", "--limit", "40", "--skip-bad-rows",
        ];
        JsonObject json = BuiltProgram.Run(["tokenizer", "train", "--input", table, "--vocabulary-size", "50", "--hold-out", "0", "--out", Goal, "--json", .. reading]).Succeeds().Json;
        Assert.Equal(["yo 20", "en 20"], json["languages"]!.AsArray().Select(language => $"{language!["language"]} {language["texts"]}"));
        json = BuiltProgram.Run(["tokenizer", "stats", "--tokenizer", Goal, "--input", table, "--json", .. reading]).Succeeds().Json;
        Assert.Equal(["yo 20", "en 20"], json["results"]!.AsArray().Select(language => $"{language!["language"]} {language["texts"]}"));
        Assert.Equal(40, BuiltProgram.Run(["tokenizer", "encode", "--tokenizer", Goal, "--input", table, .. reading]).Succeeds().JsonLines.Count);
        foreach (string option in (string[])["--label-column", "--group-column", "--id-column", "--split-column", "--language-column"])
        {
            string[] wrong = [.. reading.Select((word, i) => i > 0 && reading[i - 1] == option ? "nowhere" : word)];
            Assert.All(
                [["train", "--input", table, "--vocabulary-size", "50", "--out", _folder.At("other")], ["stats", "--tokenizer", Goal, "--input", table], ["encode", "--tokenizer", Goal, "--input", table]],
                (string[] command) => Assert.Contains("nowhere", BuiltProgram.Run(["tokenizer", .. command, .. wrong]).Failure, StringComparison.Ordinal));
        }
    }

    [Fact]
    [Covers("tokenizer encode", "--tokenizer", "--no-special-tokens", "--input")]
    [Covers("tokenizer decode", "--tokenizer", "--no-special-tokens", "--input")]
    public void Encode_ThenDecode_GivesTheTextBack()
    {
        Train().Succeeds();
        JsonObject encoded = Assert.Single(BuiltProgram.Run("tokenizer", "encode", "--tokenizer", Goal, "ìwé 😀 ọmọ").Succeeds().JsonLines);
        Assert.Equal("<s>", (string)encoded["tokens"]![0]!);
        Assert.Equal("[0,0]", encoded["offsets"]![0]!.ToJsonString());
        Assert.Equal("[9]", new JsonArray(encoded["offsets"]!.AsArray().Max(range => (int)range![1]!)).ToJsonString());
        JsonObject plain = Assert.Single(BuiltProgram.Run("tokenizer", "encode", "--tokenizer", Goal, "--no-special-tokens", "ìwé ọmọ").Succeeds().JsonLines);
        Assert.DoesNotContain("<s>", plain["tokens"]!.AsArray().Select(token => (string)token!));
        string input = _folder.Write("texts.txt", "ìwé\nọmọ\n");
        ProgramResult lines = BuiltProgram.Run("tokenizer", "encode", "--tokenizer", Path.Combine(Goal, "tokenizer.json"), "--input", input).Succeeds();
        string ids = _folder.Write("ids.jsonl", lines.Output);
        Assert.Equal(["ìwé", "ọmọ"], Decode("--no-special-tokens", "--input", ids));
        Assert.Equal(["<s> ìwé</s>", "<s> ọmọ</s>"], Decode("--input", ids));
        Assert.Equal(["<s>"], Decode("0"));
        Assert.Equal(["ìwé ọmọ"], Decode(string.Join(' ', plain["ids"]!.AsArray())));
        BuiltProgram.Run("tokenizer", "decode", "--tokenizer", Goal, "60").Fails(3, "the ids: 60 is no id of the tokenizer, whose ids run from 0 to 59.");
        BuiltProgram.Run("tokenizer", "decode", "--tokenizer", Goal, "1 x").Fails(3, "the ids: 'x' is no id; whole numbers parted by blanks or commas were expected.");
        BuiltProgram.Run("tokenizer", "decode", "--tokenizer", Goal, "--input", _folder.Write("bad.jsonl", "\n{\"id\":[1]}\n")).Fails(
            3, $"{_folder.At("bad.jsonl")}:2: an object with a list 'ids' of whole numbers was expected, as 'tokenizer encode' writes it.");
        BuiltProgram.Run("tokenizer", "decode", "--tokenizer", Goal).Fails(2, "give ids in quotation marks, or a file with --input.");
        BuiltProgram.Run("tokenizer", "decode", "--tokenizer", Goal, "1", "--input", ids).Fails(2, "give ids or --input, not both.");
    }

    [Fact]
    [Covers("tokenizer stats", "--tokenizer", "--input", "--picture", "--force")]
    public void Stats_TwoTokenizers_AreComparedInATableAndAPicture()
    {
        Train().Succeeds();
        string small = _folder.At("small");
        Directory.Move(Goal, small);
        Train("--kind", "bpe", "--vocabulary-size", "40").Succeeds();
        string picture = _folder.At("fertility.svg"), input = _folder.Write("more.txt", string.Join('\n', Texts().Take(20)) + "\n");
        string[] command = ["tokenizer", "stats", "--tokenizer", small, Goal, "--input", "yor=" + Yoruba(), input, "--picture", picture];
        JsonArray results = BuiltProgram.Run([.. command, "--json"]).Succeeds().Json["results"]!.AsArray();
        Assert.Equal(["yor small 60", "yor out 40", "more small 60", "more out 40"], results.Select(fit => $"{fit!["language"]} {fit["tokenizer"]} {fit["vocabularySize"]}"));
        Assert.Equal("mini", (string)BuiltProgram.Run("tokenizer", "stats", "--tokenizer", "mini", "--input", input, "--json").Succeeds().Json["results"]![0]!["tokenizer"]!);
        Assert.True((double)results[0]!["fertility"]! < (double)results[1]!["fertility"]!);
        Assert.All(results, fit => Assert.InRange((double)fit!["vocabularyUsed"]!, 0.3, 1));
        Assert.All(["continuedWords", "unknownRate", "charactersPerToken", "bytesPerToken"], name => Assert.True((double)results[0]![name]! >= 0));
        string svg = File.ReadAllText(picture);
        Assert.StartsWith("<svg", svg, StringComparison.Ordinal);
        Assert.Contains("tokens a word", svg, StringComparison.Ordinal);
        BuiltProgram.Run(command).Fails(2, $"{picture}: the file exists; choose another name, or allow it to be replaced (--force).");
        Assert.Contains("tokens a word", BuiltProgram.Run([.. command, "--force"]).Succeeds().Output, StringComparison.Ordinal);
        BuiltProgram.Run([.. command[..8], "--force"]).Fails(2, "--force replaces a file, but no --picture is asked for; leave it out.");
    }

    [Fact]
    public void Train_BadTexts_AreRefusedInOneSentence()
    {
        string Input(string content) => _folder.Write("bad.txt", content);
        ProgramResult Run(string content, int size) => BuiltProgram.Run("tokenizer", "train", "--input", Input(content), "--vocabulary-size", $"{size}", "--out", Goal, "--quiet");
        Run("▁ ▁\n", 100).Fails(3, "The text holds no words to train a tokenizer on; give texts with words in them.");
        Run("a few words\n", 8_000).Fails(3, "The text gives 14 pieces at most, but 8000 were asked for; ask for 14 or fewer, or give more text.");
        Assert.False(Directory.Exists(Goal));
    }

    private string[] Decode(params string[] arguments) =>
        [.. BuiltProgram.Run(["tokenizer", "decode", "--tokenizer", Goal, .. arguments]).Succeeds().JsonLines.Select(line => (string)line["text"]!)];

    private string Known(string text, string[] options)
    {
        Tokens(text, options);
        return _unknown == 0 ? "known" : "unknown";
    }

    private string[] Tokens(string text, string[] options)
    {
        Train(["--force", .. options]).Succeeds();
        JsonObject line = BuiltProgram.Run("tokenizer", "encode", "--tokenizer", Goal, "--no-special-tokens", text).Succeeds().JsonLines[0];
        _unknown = line["ids"]!.AsArray().Count(id => (int)id! == 3);
        return [.. line["tokens"]!.AsArray().Select(token => (string)token!)];
    }

    private ProgramResult Train(params string[] options)
    {
        string[] standard = ["--input", "yor=" + Yoruba(), .. options.Contains("--vocabulary-size") ? Array.Empty<string>() : ["--vocabulary-size", "60"], "--out", Goal];
        return BuiltProgram.Run(["tokenizer", "train", .. standard, .. options]);
    }

    private string Yoruba() => _folder.Write("yor.txt", string.Join('\n', Texts()) + "\n");

    private static string[] Texts() =>
        [.. Enumerable.Range(0, 100).Select(i => i % 50 == 7 ? "Ìwé z" : $"ọmọ náà ń ka ìwé {(char)('a' + i % 20)}{(char)('a' + i / 5)}a ní ilé ẹ̀kọ́, ó sì ń kọ kíkà")];
}
