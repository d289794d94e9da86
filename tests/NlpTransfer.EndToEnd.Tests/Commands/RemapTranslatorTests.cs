using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests.Commands;

/// <summary>A translation model of one pair of languages moves to another: parent, vocabulary, child.</summary>
public sealed class RemapTranslatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Remap_Parent_BecomesAChildThatTranslates()
    {
        string parent = _folder.At("en-fr"), start = _folder.At("start"), child = _folder.At("en-yo");
        TinyPairs.Train(parent, TinyPairs.Write(_folder, "fra.tsv", to: "fra"), "--epochs", "2", "--learning-rate", "2e-3");
        JsonObject remapped = BuiltProgram.Run("remap", "--model", parent, "--text", "yor=" + Text("yor"), "--minimum-count", "3", "--out", start, "--json").Succeeds().Json;
        Assert.Equal("extend", (string)remapped["mode"]!);
        Assert.True((int)remapped["piecesAdded"]! > 3 && (double)remapped["fertilityAfter"]! < (double)remapped["fertilityBefore"]!);
        Assert.Contains("A translation model made by NlpTransfer", File.ReadAllText(Path.Combine(start, "README.md")), StringComparison.Ordinal);
        // The source side reads with the same vocabulary; without new pieces a text is translated as before.
        Assert.Equal(Translate(parent, "bel"), Translate(start, "bel"));
        JsonObject trained = BuiltProgram.Run(
            "finetune", "translate", "--pairs", TinyPairs.Write(_folder, "yor.tsv"), "--model", start, "--out", child, "--json", "--quiet", "--max-length", "60", "--epochs", "12", "--learning-rate", "4e-3").Succeeds().Json;
        Assert.True((double)trained["heldOutChrf"]!["after"]! > (double)trained["heldOutChrf"]!["before"]!, trained.ToJsonString());
        Assert.NotEqual("", Translate(child, TinyPairs.Short("eng", 1)));
        JsonNode provenance = JsonNode.Parse(File.ReadAllText(Path.Combine(start, "nlptransfer.json")))!;
        Assert.Equal("en-fr/model.safetensors", (string)provenance["parents"]![0]!["name"]!);
    }

    [Fact]
    [Covers("remap", "--side")]
    public void Remap_Side_GetsATokenizerOfItsOwn()
    {
        string Remap(string goal, params string[] options)
        {
            BuiltProgram.Run(["remap", "--model", TinyPairs.Model, "--text", Text("yor"), "--minimum-count", "3", "--out", _folder.At(goal), .. options]).Succeeds();
            return _folder.At(goal);
        }

        string target = Remap("target", "--side", "target"), source = Remap("source", "--side", "source"), both = Remap("both", "--side", "both");
        Assert.False(File.Exists(Path.Combine(both, "target_tokenizer.json")));
        Assert.Equal((256, true), Sizes(target) is var (reads, writes) ? (reads, writes > 256) : default);
        Assert.Equal((true, 256), Sizes(source) is var (reading, writing) ? (reading > 256, writing) : default);
        Assert.True(Sizes(both) is var (one, other) && one == other && one > 256);
        Assert.NotEqual("", Translate(target, "rice ball"));
        Assert.NotEqual("", Translate(source, "rice ball"));
        string[] wrong = ["remap", "--text", Text("yor"), "--out", _folder.At("no"), "--side"];
        BuiltProgram.Run([.. wrong, "left", "--model", TinyPairs.Model]).Fails(2, "--side takes source, target or both, not 'left'. See 'nlptransfer remap --help'.");
        BuiltProgram.Run([.. wrong, "target", "--model", Trained.Model]).Fails(2, $"--side is about translation models, and {Trained.Model} has one side; leave it out.");
        BuiltProgram.Run([.. wrong, "both", "--model", target]).Fails(
            2, $"{target}: source and target have tokenizers of their own (vocab.txt, target_tokenizer.json); change one side after the other (--side source, --side target).");
        BuiltProgram.Run("trim", "--text", Text("yor"), "--out", _folder.At("no"), "--model", target).Fails(
            2, $"{target}: only a vocabulary that one tokenizer uses for source and target can be trimmed, and here the target has its own (target_tokenizer.json); exchange the side's vocabulary for a smaller one instead (remap --side ... --mode exchange).");
    }

    private static (int Source, int Target) Sizes(string folder) =>
        TranslationFolder.Open(folder).Config is var config ? (config.Encoder.VocabularySize, config.Decoder.VocabularySize) : default;

    private static string Translate(string model, string text) =>
        (string)Assert.Single(BuiltProgram.Run("translate", text, "--model", model, "--max-new-tokens", "12").Succeeds().JsonLines)["translation"]!;

    private string Text(string language) => _folder.Write(language + ".txt", string.Concat(Enumerable.Range(0, 60).Select(id => TinyCorpus.Text(language, id) + "\n")));
}
