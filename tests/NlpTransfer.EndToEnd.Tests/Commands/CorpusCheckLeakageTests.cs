using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests.Commands;

public sealed class CorpusCheckLeakageTests
{
    private const string Long = "one two three four five six seven eight nine ten eleven twelve thirteen";

    [Fact]
    [Covers("corpus check-leakage", "--train", "--test", "--near")]
    public void CheckLeakage_EveryKind_IsNamed()
    {
        using var folder = new TemporaryFolder();
        string train = folder.Write("train.tsv", $"text\tgroup\nabc\t1\nÀbá!\t2\nwater\t3\n{Long}\t9\n");
        string test = folder.Write("test.tsv", $"text\tgroup\nabc\t5\naba\t6\neau\t3\n{Long} fourteen\t7\nnew\t8\n");
        ProgramResult result = BuiltProgram.Run("corpus", "check-leakage", "--train", train, "--test", test, "--json").Succeeds();
        Assert.Equal("""{"exact":1,"normalized":1,"translated":1,"near":1}""", result.Json["leakage"]!.ToJsonString());
        Assert.Equal([$"{test}:2", $"{test}:3", $"{test}:4", $"{test}:5"], result.Json["rows"]!.AsArray().Select(row => (string)row!["place"]!));
        Assert.Equal(0, (int)BuiltProgram.Run("corpus", "check-leakage", "--train", train, "--test", test, "--near", "1", "--json").Succeeds().Json["leakage"]!["near"]!);
    }

    [Fact]
    [Covers("corpus check-leakage", "--text-column", "--label-column", "--group-column", "--language-column", "--split-column", "--id-column", "--split", "--limit", "--format", "--skip-bad-rows")]
    public void CheckLeakage_ReadingOptions_Reach()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.data", "nr\tbody\tkind\tdoc\ttongue\tpart\n1\ta\tx\tg\tyo\ttrain\n2\t\ty\tg\tha\ttest\n3\td\tx\th\tyo\ttest\n4\te\tx\th\tyo\ttest\n");
        JsonObject json = BuiltProgram.Run(
            "corpus", "check-leakage", "--train", file, "--test", file, "--format", "tsv", "--text-column", "body", "--label-column", "kind", "--group-column", "doc",
            "--language-column", "tongue", "--split-column", "part", "--id-column", "nr", "--split", "test", "--limit", "1", "--skip-bad-rows", "--json").Succeeds().Json;
        Assert.Equal(1, (int)json["checked"]!);
        Assert.Equal("d", (string)json["rows"]![0]!["text"]!);
    }
}
