using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests.Commands;

/// <summary>The corpus verbs on texts with their translations.</summary>
public sealed class CorpusPairsTests : IDisposable
{
    private const string Table = "src_text\ttgt_text\nOne house\tIlé kan\none house!\tIlé kan\nOK\tOK\nIn 1999\tNí 1998\n%s files\tfáìlì\nTwo men\tọkùnrin méjì\nx\t\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Covers(
        "corpus clean", "--out", "--to", "--force", "--max-ratio", "--max-characters", "--keep-identical", "--keep-duplicates", "--keep-number-mismatch", "--keep-placeholder-mismatch", "--source-column",
        "--target-column", "--source-language", "--format")]
    public void Clean_EachReason_IsCountedAndCanBeSwitchedOff()
    {
        string file = _folder.Write("pairs.data", Table), goal = _folder.At("clean.data");
        string[] reading = ["corpus", "clean", "yor=" + file, "--format", "tsv", "--source-column", "src_text", "--target-column", "tgt_text", "--source-language", "eng", "--out", goal, "--to", "tsv", "--json"];
        JsonObject json = BuiltProgram.Run(reading).Succeeds().Json;
        Assert.Equal(2, (int)json["rows"]!);
        Assert.Equal("""{"missingTranslation":1,"identical":1,"duplicate":1,"numberMismatch":1,"placeholderMismatch":1}""", json["dropped"]!.ToJsonString());
        Assert.Equal("eng\tyor\nOne house\tIlé kan\nTwo men\tọkùnrin méjì\n", File.ReadAllText(goal));
        BuiltProgram.Run(reading).Fails(2, $"{goal}: the file exists; choose another name, or allow it to be replaced (--force).");
        json = BuiltProgram.Run(
            [.. reading, "--force", "--keep-identical", "--keep-duplicates", "--keep-number-mismatch", "--keep-placeholder-mismatch", "--max-ratio", "1.05", "--max-characters", "11"]).Succeeds().Json;
        Assert.Equal("""{"missingTranslation":1,"tooLong":1,"lengthRatio":3}""", json["dropped"]!.ToJsonString());
    }

    [Fact]
    public void Clean_ProgramTranslationsAndMemory_AreReadAsPairs()
    {
        string program = _folder.Write("ha.po", "msgid \"One house\"\nmsgstr \"Gida daya\"\n\n#, fuzzy\nmsgid \"Two\"\nmsgstr \"Biyu\"\n\n#~ msgid \"old\"\n#~ msgstr \"tsoho\"\n");
        string memory = _folder.Write("memory.tmx", "<tmx version=\"1.4\"><header srclang=\"en\"/><body><tu><tuv xml:lang=\"en\"><seg>Dog</seg></tuv><tuv xml:lang=\"ha\"><seg>Kare</seg></tuv></tu></body></tmx>"), goal = _folder.At("clean.tsv");
        JsonObject json = BuiltProgram.Run("corpus", "clean", "hau=" + program, "hau=" + memory, "--source-language", "eng", "--out", goal, "--json").Succeeds().Json;
        Assert.Equal("""{"fuzzy":1,"obsolete":1}""", json["dropped"]!.ToJsonString());
        Assert.Equal("eng\thau\nOne house\tGida daya\nDog\tKare\n", File.ReadAllText(goal));
        Assert.Equal(1, (int)BuiltProgram.Run("corpus", "stats", memory, "--pairs", "--json").Succeeds().Json["files"]![0]!["pairs"]!);
    }

    [Fact]
    [Covers("corpus stats", "--pairs", "--source-column", "--target-column", "--source-language")]
    public void Stats_Pairs_Counted()
    {
        string file = _folder.Write("pairs.tsv", Table);
        string[] arguments = ["corpus", "stats", "yor=" + file, "--source-column", "src_text", "--target-column", "tgt_text", "--source-language", "eng", "--skip-bad-rows", "--json"];
        JsonNode json = BuiltProgram.Run([.. arguments, "--pairs"]).Succeeds().Json["files"]![0]!;
        Assert.Equal((6, "eng", "yor"), ((int)json["pairs"]!, (string)json["sourceLanguage"]!, (string)json["targetLanguage"]!));
        Assert.Equal(1, (int)json["faults"]!["identical"]!);
        BuiltProgram.Run(arguments).Fails(2, "--source-column says how pairs are read; add --pairs, or leave it out.");
        BuiltProgram.Run("corpus", "stats", file, "--pairs", "--text-column", "a").Fails(
            2, "--text-column names a column that pairs have not; name theirs with --source-column and --target-column.");
    }

    [Fact]
    [Covers("corpus split", "--pairs", "--source-column", "--target-column", "--source-language")]
    [Covers("corpus check-leakage", "--pairs", "--source-column", "--target-column", "--source-language")]
    public void Split_Pairs_LeaveNoLeakage()
    {
        string file = _folder.Write("pairs.tsv", "a\tb\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"text number {i / 2}\ttranslation {i}\n"))), goal = _folder.At("parts");
        string[] columns = ["--pairs", "--source-column", "a", "--target-column", "b", "--source-language", "eng", "--json"];
        JsonObject json = BuiltProgram.Run(["corpus", "split", "yor=" + file, "--out", goal, "--parts", "train=0.8,test=0.2", .. columns]).Succeeds().Json;
        Assert.Equal([32, 8], json["parts"]!.AsArray().Select(part => (int)part!["rows"]!));
        Assert.StartsWith("eng\tyor\n", File.ReadAllText(Path.Combine(goal, "train.tsv")), StringComparison.Ordinal);
        json = BuiltProgram.Run("corpus", "check-leakage", "--train", Path.Combine(goal, "train.tsv"), "--test", Path.Combine(goal, "test.tsv"), "--pairs", "--json").Succeeds().Json;
        Assert.Equal((8, 0), ((int)json["checked"]!, (int)json["pairs"]!));
        json = BuiltProgram.Run(["corpus", "check-leakage", "--train", file, "--test", "yor=" + file, "--limit", "3", .. columns]).Succeeds().Json;
        Assert.Equal((3, 3), ((int)json["pairs"]!, (int)json["leakage"]!["target"]!["exact"]!));
    }
}
