using System.Globalization;
using System.Text.Json.Nodes;
using NlpTransfer.TestSupport;

namespace NlpTransfer.EndToEnd.Tests.Results;

/// <summary>The table of generation in the benchmarks' README is that of the committed JSON file.</summary>
public sealed class GenerationTableTests
{
    [Fact]
    public void BenchmarksReadme_EveryRateOfGeneration_StandsInItsFile()
    {
        string folder = Path.Combine(SharedFolders.RepositoryRoot, "tests", "NlpTransfer.Benchmarks");
        JsonArray rows = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "Results", "generation-amd-avx2.json")))!["rows"]!.AsArray();
        string[] readme = File.ReadAllLines(Path.Combine(folder, "README.md"));
        Assert.All(rows, row => Assert.Contains(Render(row!), readme));
    }

    private static string Render(JsonNode row)
    {
        (string name, double rate, double ratio) = ((string)row["name"]!, (double)row["tokensPerSecond"]!, (double)row["ratio"]!);
        return row["tokensPerSecondWithout"] is { } without
            ? string.Create(CultureInfo.InvariantCulture, $"| {name} | {rate:0} | {(double)without:0} without | {ratio:0.0} times |")
            : string.Create(CultureInfo.InvariantCulture, $"| {name} | {rate:0} | {(double)row["matmulGflops"]!:0} GFLOP/s | {ratio:0.00} |");
    }
}
