using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests.Commands;

public sealed class RemapTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Goal => _folder.At("out");

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    [Covers("remap", "--model", "--text", "--out", "--force", "--notice", "--licence")]
    public void Remap_Text_MakesAModelThatWorks()
    {
        string notice = _folder.Write("notice.md", "Made by somebody else.\n");
        JsonObject json = Remap("--notice", notice, "--licence", "MIT", "--json").Succeeds().Json;
        Assert.Equal((1, Goal, "extend"), ((int)json["schema"]!, (string)json["out"]!, (string)json["mode"]!));
        Assert.Equal(Path.Combine(Goal, "plan.parquet"), (string)json["plan"]!);
        Assert.True(File.Exists((string)json["plan"]!));
        Assert.Equal(2500, (int)json["tokensByMethod"]!["copy"]!);
        Assert.True((double)json["fertilityAfter"]! < (double)json["fertilityBefore"]!);
        Assert.Equal(1, json["coverage"]!.AsObject().Sum(method => (double)method.Value!), 1e-5);
        Assert.Contains("Made by somebody else.", File.ReadAllText(Path.Combine(Goal, "README.md")), StringComparison.Ordinal);
        Assert.Contains("MIT", File.ReadAllText(Path.Combine(Goal, "nlptransfer.json")), StringComparison.Ordinal);
        Assert.Equal(32, Assert.Single(BuiltProgram.Run("embed", "ounje iresi", "--model", Goal).Succeeds().JsonLines)["vector"]!.AsArray().Count);
        // A text without new pieces is read, and answered, exactly as before.
        Assert.Equal(Vector("people of the world", Model()), Vector("people of the world", Goal));
        Assert.NotEqual(Vector("ounje iresi", Model()), Vector("ounje iresi", Goal));
        Remap().Fails(2, $"{Goal}: the folder exists; choose another name, or allow it to be replaced (--force).");
        ProgramResult shown = Remap("--force").Succeeds();
        Assert.Contains("extended (no tokenizer is given to exchange the vocabulary for)", shown.Output, StringComparison.Ordinal);
        Assert.Contains("an old token is written the same", shown.Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    [Covers("remap", "--tokenizer", "--mode", "--initializer", "--seed", "--maximum-pieces", "--minimum-count")]
    public void Remap_Choices_ChangeTheModel()
    {
        string target = SharedFolders.Golden("remap", "target-unigram.tokenizer.json");
        JsonObject exchanged = Json("--tokenizer", target, "--mode", "exchange", "--initializer", "random");
        Assert.Equal(("exchange", 1500, "random"), ((string)exchanged["mode"]!, (int)exchanged["piecesAfter"]!, (string)exchanged["initializer"]!));
        Assert.Contains("few-tokens-with-evidence", exchanged["warnings"]!.AsArray().Select(warning => (string)warning!["name"]!));
        byte[] one = Weights();
        Json("--tokenizer", target, "--mode", "exchange", "--initializer", "random", "--seed", "7");
        Assert.NotEqual(one, Weights());
        Assert.Equal("extend", (string)Json("--tokenizer", target)["mode"]!);
        Assert.Equal((int)Json("--maximum-pieces", "1")["piecesAfter"]! + 2, (int)Json("--maximum-pieces", "3")["piecesAfter"]!);
        Assert.True((int)Json("--minimum-count", "1")["piecesAfter"]! > (int)Json("--minimum-count", "20")["piecesAfter"]!);
        Remap("--force", "--initializer", "magic").Fails(
            2, "There is no initialiser 'magic'; use one of auto, copy, canonical, fuzzy, mean, script, random, focus, focus-fuzzy, wechsel, alignment, lexicon.");
        Remap("--force", "--mode", "trim").Fails(2, "--mode takes extend or exchange, not 'trim'. See 'nlptransfer remap --help'.");
    }

    [SkippableFact]
    [Covers("remap", "--text-column", "--pairs")]
    public void Remap_TextColumnAndPairs_AreRead()
    {
        string table = _folder.Write("table.tsv", "nr\tbody\n" + string.Concat(Enumerable.Repeat("1\tounje iresi\n", 9)));
        Assert.Equal(1, (int)Json("--text", "yor=" + table, "--text-column", "body", "--maximum-pieces", "1")["piecesAdded"]!);
        string pairs = _folder.Write("pairs.tsv", "eng\tyor\n" + string.Concat(Enumerable.Repeat("food rice\tounje iresi\n", 9)));
        JsonObject json = Json("--pairs", "yor=" + pairs, "--initializer", "alignment");
        Assert.True((int)json["tokensByMethod"]!["alignment"]! > 0);
    }

    [SkippableFact]
    [Covers("remap", "--lexicon", "--source-text")]
    public void Remap_LexiconAndSourceText_AreRead()
    {
        string lexicon = _folder.Write("words.tsv", "food\tounje\nrice\tiresi\n"), english = _folder.Write("en.txt", string.Concat(Enumerable.Repeat("food and rice\n", 9)));
        Assert.True((int)Json("--lexicon", lexicon, "--initializer", "lexicon")["tokensByMethod"]!["lexicon"]! > 0);
        // Two pairs are too few for a map between languages, which shows that vectors of both were made.
        JsonObject json = Json("--lexicon", lexicon, "--source-text", "eng=" + english);
        Assert.Contains(json["notes"]!.AsArray(), note => ((string)note!).StartsWith("Only 2 of the lexicon's 2 pairs have vectors", StringComparison.Ordinal));
    }

    [SkippableFact]
    [Covers(
        "remap compare", "--model", "--text", "--initializer", "--held-out", "--limit", "--seed", "--maximum-pieces", "--minimum-count", "--mode", "--tokenizer", "--pairs", "--lexicon", "--source-text", "--text-column")]
    public void RemapCompare_Initialisers_StandSideBySide()
    {
        string table = _folder.Write("table.tsv", "nr\tbody\n" + string.Concat(Enumerable.Repeat("1\tounje iresi\n", 9)));
        string pairs = _folder.Write("pairs.tsv", "eng\tyor\n" + string.Concat(Enumerable.Repeat("food rice\tounje iresi\n", 9)));
        string lexicon = _folder.Write("words.tsv", "food\tounje\nrice\tiresi\n"), english = _folder.Write("en.tsv", "nr\tbody\n1\tfood and rice\n");
        string heldOut = _folder.Write("dev.txt", "ounje iresi\npeople of the world\niresi\n");
        string[] all = ["remap", "compare", "--model", Model(), "--held-out", heldOut, "--json"];
        JsonObject[] rows = Rows([.. all, "--text", table, "--text-column", "body", "--pairs", pairs, "--lexicon", lexicon, "--source-text", english, "--minimum-count", "9", "--maximum-pieces", "1",
            "--initializer", "alignment", "lexicon", "random", "--limit", "2"]);
        Assert.Equal(["alignment", "lexicon", "random"], rows.Select(row => (string)row["initializer"]!));
        Assert.All(rows, row => Assert.Equal(2, (int)row["cosine"]!["before"]!["n"]!));
        Assert.All(rows, row => Assert.InRange((double)row["cosine"]!["before"]!["value"]!, -1, 0.99999));
        Assert.All(rows, row => Assert.True(row["cosine"]!["after"] is null && row["accuracy"] is null && row["healing"] is null));
        Assert.True((int)rows[0]["tokensByMethod"]!["alignment"]! == 1 && (int)rows[1]["tokensByMethod"]!["lexicon"]! == 1 && (int)rows[2]["tokensByMethod"]!["random"]! == 1);
        JsonObject other = Assert.Single(Rows([.. all, "--tokenizer", SharedFolders.Golden("remap", "target-unigram.tokenizer.json"), "--mode", "exchange", "--initializer", "random", "--seed", "2"]));
        Assert.Equal(("exchange", 3), ((string)other["mode"]!, (int)other["cosine"]!["before"]!["n"]!));

        static JsonObject[] Rows(string[] command) => [.. BuiltProgram.Run(command).Succeeds().Json["initializers"]!.AsArray().Select(row => row!.AsObject())];
    }

    [SkippableFact]
    [Covers("remap compare", "--labeled", "--heal-steps", "--report", "--force")]
    public void RemapCompare_HealedAndLabelled_TellsBothBeforeAndAfter()
    {
        string report = _folder.At("compare.json");
        string[] command = [.. Comparison("mean", "random"), "--labeled", "yor=" + TinyCorpus.Write(_folder, "rows.tsv", "yor", 100, 30), "--heal-steps", "6"];
        JsonObject json = BuiltProgram.Run([.. command, "--report", report, "--json"]).Succeeds().Json;
        foreach (JsonObject row in json["initializers"]!.AsArray().Select(row => row!.AsObject()))
        {
            Assert.Equal(6, (int)row["healing"]!["steps"]!);
            Assert.All(new[] { "cosine", "centred" }, measure => Assert.All(new[] { "before", "after" }, stage => Assert.Equal(12, (int)row[measure]![stage]!["n"]!)));
            Assert.NotEqual((double)row["centred"]!["before"]!["value"]!, (double)row["centred"]!["after"]!["value"]!);
            Assert.Equal(30, (int)row["accuracy"]!["after"]!["n"]!);
            Assert.Equal("no remap", (string)row["accuracy"]!["before"]!["againstNoRemap"]!["against"]!);
        }

        Assert.Equal(
            ["letters", "no remap", "mean", "mean, healed", "random", "random, healed"], json["labeled"]!["strategies"]!.AsArray().Select(strategy => (string)strategy!["system"]!));
        JsonObject cell = JsonNode.Parse(File.ReadAllText(report))!.AsObject();
        Assert.StartsWith("nlptransfer remap compare --model", (string)cell["command"]!, StringComparison.Ordinal);
        Assert.DoesNotContain(report, (string)cell["command"]!, StringComparison.Ordinal);
        Assert.Superset(new HashSet<string> { "text.txt", "rows.tsv", "dev.txt" }, cell["inputs"]!.AsArray().Select(input => Path.GetFileName((string)input!["file"]!)).ToHashSet());
        Assert.Equal(("tiny", 1UL), ((string)cell["model"]!["name"]!, (ulong)cell["seed"]!));
        BuiltProgram.Run([.. command, "--report", report]).Fails(2, $"{report}: the file exists; choose another name, or allow it to be replaced (--force).");
        ProgramResult shown = BuiltProgram.Run([.. command, "--report", report, "--force"]).Succeeds();
        Assert.All(new[] { "cosine, centred and accuracy: before healing > after it", "30 rows in 30 groups, 5 folds", "mean, healed", "letters" }, part => Assert.Contains(part, Flat(shown.Output), StringComparison.Ordinal));
        // The same seed and steps give the same figures.
        JsonObject again = JsonNode.Parse(File.ReadAllText(report))!.AsObject();
        foreach (JsonObject row in new[] { cell, again }.SelectMany(one => one["initializers"]!.AsArray()).Select(row => row!.AsObject()))
            row["healing"]!.AsObject().Remove("seconds");
        Assert.Equal(cell["initializers"]!.ToJsonString(), again["initializers"]!.ToJsonString());

        static string Flat(string output) => string.Join(' ', output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
    }

    [SkippableFact]
    [Covers("remap compare", "--folds", "--group-column", "--label-column", "--split", "--heal-minutes")]
    public void RemapCompare_LabelledChoices_AreHeeded()
    {
        var table = new System.Text.StringBuilder("split\tkind\tpair\ttext\n");
        for (int id = 0; id < 40; id++)
            table.Append(System.Globalization.CultureInfo.InvariantCulture, $"{(id < 24 ? "train" : "test")}\t{TinyCorpus.Label(id)}\tp{id / 2}\t{TinyCorpus.Text("yor", id)}\n");
        string rows = _folder.Write("choices.tsv", table.ToString());
        JsonObject json = BuiltProgram.Run(
        [
            .. Comparison("mean"), "--labeled", "yor=" + rows, "--folds", "3", "--label-column", "kind", "--group-column", "pair", "--split", "train", "--heal-minutes", "0.00001", "--json",
        ]).Succeeds().Json;
        Assert.Equal((3, 24, 12), ((int)json["labeled"]!["folds"]!, (int)json["labeled"]!["rows"]!, (int)json["labeled"]!["groups"]!));
        Assert.Equal(1, (int)json["initializers"]![0]!["healing"]!["steps"]!);
    }

    [SkippableFact]
    public void RemapCompare_OptionsThatDoNothing_AreRefused()
    {
        BuiltProgram.Run([.. Comparison("mean"), "--folds", "3"]).Fails(2, "--folds is about the labelled rows, and none are given; leave it out, or give --labeled.");
        BuiltProgram.Run([.. Comparison("mean"), "--heal-steps", "3", "--heal-minutes", "1"]).Fails(2, "--heal-minutes and --heal-steps both say how long healing takes; give one of them.");
        BuiltProgram.Run("remap", "compare", "--model", Model(), "--held-out", HeldOut(), "--tokenizer", Model(), "--heal-steps", "3").Fails(
            2, "Healing needs plain text of the new language; give some with --text, or leave out --heal-minutes and --heal-steps.");
        BuiltProgram.Run([.. Comparison("mean", "magic")]).Fails(
            2, "There is no initialiser 'magic'; use one of auto, copy, canonical, fuzzy, mean, script, random, focus, focus-fuzzy, wechsel, alignment, lexicon.");
    }

    private string[] Comparison(params string[] initializers) =>
        ["remap", "compare", "--model", Model(), "--text", "yor=" + Text(), "--held-out", "yor=" + HeldOut(), "--minimum-count", "3", "--initializer", .. initializers];

    private string HeldOut() => _folder.Write("dev.txt", string.Join('\n', Enumerable.Range(200, 12).Select(id => TinyCorpus.Text("yor", id))) + "\n");

    private JsonObject Json(params string[] options) => Remap(["--force", "--json", .. options]).Succeeds().Json;

    private static string Vector(string text, string model) =>
        Assert.Single(BuiltProgram.Run("embed", text, "--model", model).Succeeds().JsonLines)["vector"]!.ToJsonString();

    private byte[] Weights() => File.ReadAllBytes(Path.Combine(Goal, "model.safetensors"));

    private ProgramResult Remap(params string[] options) =>
        BuiltProgram.Run(["remap", "--model", Model(), "--out", Goal, .. options.Contains("--text") ? Array.Empty<string>() : ["--text", "yor=" + Text()], .. options]);

    private string Model() => Directory.Exists(_folder.At("tiny"))
        ? _folder.At("tiny")
        : TinyModel.WriteWithTokenizer(_folder, SharedFolders.Golden("remap", "source-unigram.tokenizer.json"), vocabulary: 2500, paddingId: 1);

    private string Text() => _folder.Write("text.txt", string.Join('\n', Enumerable.Range(0, 60).Select(id => TinyCorpus.Text("yor", id))) + "\n");
}
