using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests.Commands;

public sealed class ScoreTests : IDisposable
{
    private const string Reference = "The cat sat on the mat today.\nIt is raining in the town again.\nNobody knows the old song by heart.\n";
    private const string Good = "The cat sat on the mat today.\nIt is raining in a town again.\nNobody knows the old song by heart.\n";
    private const string Bad = "A cat is on a mat now.\nThere is rain in our town.\nNo one can sing that old song.\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Covers("score", "--reference", "--input", "--compare", "--metrics", "--paired", "--trials", "--seed", "--report", "--force", "--input-column", "--reference-column")]
    public void Score_AgainstAnother_TellsTheBetterOneAndWritesTheReport()
    {
        string reference = _folder.Write("ref.tsv", "id\thuman\n" + string.Concat(Reference.TrimEnd('\n').Split('\n').Select((line, i) => $"{i}\t{line}\n")));
        string good = _folder.Write("good.jsonl", string.Concat(Good.TrimEnd('\n').Split('\n').Select(line => $"{{\"out\":\"{line}\"}}\n")));
        string bad = _folder.Write("bad.jsonl", string.Concat(Bad.TrimEnd('\n').Split('\n').Select(line => $"{{\"out\":\"{line}\"}}\n"))), report = _folder.At("scores.md");
        string[] arguments =
        [
            "score", "--reference", reference, "--input", good, "--compare", bad, "--metrics", "chrf,ter", "--paired", "randomization", "--trials", "50", "--seed", "7",
            "--report", report, "--input-column", "out", "--reference-column", "human", "--json",
        ];
        JsonObject json = BuiltProgram.Run(arguments).Succeeds().Json;
        Assert.Equal((1, 3), ((int)json["schema"]!, (int)json["chrf"]!["n"]!));
        Assert.False(json.ContainsKey("bleu"));
        JsonNode comparison = json["comparisons"]![0]!;
        Assert.True((double)comparison["difference"]! > 20);
        Assert.StartsWith("nrefs:1|ar:50|seed:7|", (string)comparison["signature"]!, StringComparison.Ordinal);
        Assert.Contains("| chrF2 |", File.ReadAllText(report), StringComparison.Ordinal);
        BuiltProgram.Run(arguments).Fails(2, $"{report}: the file exists; choose another name, or allow it to be replaced (--force).");
        BuiltProgram.Run([.. arguments, "--force"]).Succeeds();
    }

    [Fact]
    [Covers(
        "score", "--tokenize", "--smoothing", "--smoothing-value", "--bleu-order", "--effective-order", "--lowercase", "--chrf-order", "--chrf-word-order", "--chrf-beta",
        "--chrf-lowercase", "--chrf-whitespace", "--chrf-eps-smoothing", "--ter-normalized", "--ter-no-punctuation", "--ter-asian", "--ter-case-sensitive")]
    public void Score_Settings_StandInTheSignatures()
    {
        JsonObject json = Run(
            "--metrics", "bleu,chrf,ter", "--tokenize", "intl", "--smoothing", "floor", "--smoothing-value", "0.5", "--bleu-order", "2", "--effective-order", "--lowercase",
            "--chrf-order", "4", "--chrf-word-order", "1", "--chrf-beta", "3", "--chrf-lowercase", "--chrf-whitespace", "--chrf-eps-smoothing",
            "--ter-normalized", "--ter-no-punctuation", "--ter-asian", "--ter-case-sensitive", "--json").Succeeds().Json;
        Assert.Equal("nrefs:1|case:lc|eff:yes|tok:intl|smooth:floor[0.50]|version:2.6.0", (string)json["bleu"]!["signature"]!);
        Assert.Equal(1, ((string)json["bleu"]!["text"]!).Split(" (")[0].Count(c => c == '/'));
        Assert.Equal("nrefs:1|case:lc|eff:no|nc:4|nw:1|space:yes|version:2.6.0", (string)json["chrfpp"]!["signature"]!);
        Assert.StartsWith("chrF3+ = ", (string)json["chrfpp"]!["text"]!, StringComparison.Ordinal);
        Assert.Equal("nrefs:1|case:mixed|tok:tercom|norm:yes|punct:no|asian:yes|version:2.6.0", (string)json["ter"]!["signature"]!);
    }

    [Fact]
    [Covers("score", "--sentence")]
    public void Score_Sentences_ALineEach()
    {
        IReadOnlyList<JsonObject> lines = Run("--sentence", "--json", "--reference", _folder.Write("second.txt", Good)).Succeeds().JsonLines;
        Assert.Equal([100, 100, 100], lines.Select(line => Math.Round((double)line["bleu"]!, 9)));
        Assert.Equal([1, 2, 3], lines.Select(line => (int)line["line"]!));
    }

    [Fact]
    public void Score_IdleOrWrongOptions_Refused()
    {
        Run("--metrics", "ter", "--lowercase").Fails(2, "--lowercase is a setting of bleu, which --metrics does not name; leave it out.");
        Run("--metrics", "comet").Fails(2, "--metrics: there is no score 'comet'; the scores are bleu, chrf, chrfpp, ter.");
        Run("--paired", "bootstrap").Fails(2, "--paired compares two systems; name the other one with --compare.");
        Run("--tokenize", "flores").Fails(2, "--tokenize must be one of 13a, intl, char, none, zh, not 'flores'. See 'nlptransfer score --help'.");
        string longer = _folder.Write("longer.txt", Reference + "One more.\n");
        BuiltProgram.Run("score", "--reference", longer, "--input", _folder.Write("good.txt", Good)).Fails(
            3, $"{_folder.At("good.txt")} has 3 lines, but {longer} has 4 lines; line n of one belongs to line n of the other: find the line where they part.");
    }

    private ProgramResult Run(params string[] arguments) =>
        BuiltProgram.Run(["score", "--reference", _folder.Write("ref.txt", Reference), "--input", _folder.Write("good.txt", Good), .. arguments]);
}
