using System.Globalization;
using System.Text.Json.Nodes;
using NlpTransfer.TestSupport;

namespace NlpTransfer.EndToEnd.Tests.Results;

/// <summary>The table of rates in the benchmarks' README is that of the committed JSON file.</summary>
public sealed class RatesTableTests
{
    [Fact]
    public void BenchmarksReadme_EveryRate_StandsInItsFile()
    {
        string folder = Path.Combine(SharedFolders.RepositoryRoot, "tests", "NlpTransfer.Benchmarks");
        JsonArray rows = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "Results", "rates-amd-avx2.json")))!["rows"]!.AsArray();
        double step = (double)rows.Single(row => (string)row!["name"]! == "Training16x64")!["milliseconds"]!;

        string[] expected = [.. rows.Select(row => Render(row!, step))];
        string[] shown = [.. File.ReadAllLines(Path.Combine(folder, "README.md")).Where(line => rows.Any(row => line.StartsWith($"| {(string)row!["name"]!} |", StringComparison.Ordinal)))];

        Assert.Equal(expected, shown);
    }

    private static string Render(JsonNode row, double step)
    {
        string name = (string)row["name"]!;
        double milliseconds = (double)row["milliseconds"]!;
        // The optimiser computes no products: its cost is told as a share of the step without dropout.
        return name == "OptimizerStep"
            ? string.Create(CultureInfo.InvariantCulture, $"| {name} | {milliseconds:0.0} | | | {100 * milliseconds / step:0.0} % of a training step |")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {milliseconds:0.0} | {(double)row["tokensPerSecond"]!:0} | {(double)row["matmulGflops"]!:0} | {(double)row["ratio"]!:0.00} P |");
    }
}
