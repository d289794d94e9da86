using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests.Commands;

public sealed class EvaluateRetrievalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Covers("evaluate retrieval", "--model", "--pairs", "--source-language", "--limit", "--against", "--report", "--force")]
    public void Retrieval_Pairs_TellsSharesAndCompares()
    {
        string pairs = Table("eng", "yor", "fra"), report = _folder.At("cell.json");
        JsonObject json = Run(pairs, "--source-language", "eng", "--against", "mini", "--report", report).Succeeds().Json;
        Assert.Equal((40, 2), ((int)json["pairs"]!, json["systems"]!.AsArray().Count));
        Assert.Equal("mini", (string)json["comparisons"]![0]!["against"]!);
        Assert.Equal(40, (int)json["systems"]![0]!["languages"]![0]!["fromSource"]!["n"]!);
        Assert.Contains("--source-language eng", (string)JsonNode.Parse(File.ReadAllText(report))!["command"]!, StringComparison.Ordinal);
        Run(pairs, "--report", report).Fails(2, $"{report}: the file exists; choose another name, or allow it to be replaced (--force).");
        Run(pairs, "--source-language", "eng", "--report", report, "--force").Succeeds();
        Assert.Equal(10, (int)Run(pairs, "--source-language", "eng", "--limit", "10").Succeeds().Json["pairs"]!);
        Assert.NotEqual(json["systems"]![0]!.ToJsonString(), Run(pairs, "--source-language", "fra").Succeeds().Json["systems"]![0]!.ToJsonString());
    }

    [Fact]
    [Covers("evaluate retrieval", "--threads", "--max-length", "--batch-tokens", "--precision")]
    public void Retrieval_Encoder_ReadsWhatItIsTold()
    {
        string pairs = Table("eng", "yor");
        ProgramResult cut = Run(pairs, "--max-length", "5", "--threads", "1", "--batch-tokens", "64").Succeeds();
        Assert.Contains("texts are longer than", cut.Error, StringComparison.Ordinal);
        Assert.Equal(2, Run(pairs, "--threads", "0").ExitCode);
        Assert.Equal(2, Run(pairs, "--batch-tokens", "0").ExitCode);
        Assert.Equal(2, Run(pairs, "--precision", "float8").ExitCode);
    }

    [Fact]
    public void Retrieval_NothingToAsk_SaysSo()
    {
        Run(_folder.Write("one.tsv", "eng\tyor\nwater\tomi\n")).Fails(3, "yor: there is one pair only, among which every answer is right; give at least two with different texts.");
        Assert.Equal(3, Run(_folder.Write("empty.tsv", "")).ExitCode);
    }

    private static ProgramResult Run(string pairs, params string[] options) =>
        BuiltProgram.Run(["evaluate", "retrieval", "--model", Trained.Model, "--pairs", "yor=" + pairs, "--json", .. options]);

    private string Table(params string[] languages) => _folder.Write(
        string.Join('-', languages) + ".tsv",
        string.Join('\t', languages) + "\n" + string.Concat(Enumerable.Range(0, 40).Select(id => string.Join('\t', languages.Select(language => TinyCorpus.Text(language, id))) + "\n")));
}
