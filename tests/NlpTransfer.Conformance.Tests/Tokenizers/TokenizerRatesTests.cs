using System.Globalization;
using System.Text.Json.Nodes;

namespace NlpTransfer.Conformance.Tests;

/// <summary>The rates in the benchmarks' README are those of the committed file, and they are what the project asks for.</summary>
public sealed class TokenizerRatesTests
{
    [Fact]
    public void BenchmarksReadme_EveryTokenizerRate_StandsInItsFile()
    {
        string folder = Path.Combine(SharedFolders.RepositoryRoot, "tests", "NlpTransfer.Benchmarks");
        JsonNode[] rows = [.. JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "Results", "tokenizers.json")))!["rows"]!.AsArray().Select(row => row!)];
        string[] shown = [.. File.ReadAllLines(Path.Combine(folder, "README.md")).Where(line => rows.Any(row => line.StartsWith($"| {(string)row["name"]!} |", StringComparison.Ordinal)))];
        Assert.Equal(rows.Select(Render), shown);
        Assert.All(rows, row => Assert.True((double)row["ratio"]! >= 0.5, $"{(string)row["name"]!} is slower than half of spm_encode"));
    }

    private static string Render(JsonNode row) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {(string)row["name"]!} | {(double)row["megabytesPerSecond"]!:0.0} | {(double)row["spmEncodeMegabytesPerSecond"]!:0.0} | {(double)row["ratio"]!:0.00} | {(double)row["allocatedPerByte"]!:0.0} |");
}
