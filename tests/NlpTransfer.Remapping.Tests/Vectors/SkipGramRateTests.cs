using System.Globalization;
using System.Text.Json;

namespace NlpTransfer.Remapping.Tests;

/// <summary>The rate that the benchmarks' README tells is the committed file's, and at least a third of fastText's.</summary>
public sealed class SkipGramRateTests
{
    [Fact]
    public void Readme_Ratio_IsTheCommittedFiles()
    {
        string folder = Path.Combine(SharedFolders.RepositoryRoot, "tests", "NlpTransfer.Benchmarks");
        using JsonDocument report = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "Results", "vectors-amd-avx2.json")));
        Dictionary<string, JsonElement> rows = report.RootElement.GetProperty("rows").EnumerateArray().ToDictionary(row => row.GetProperty("name").GetString()!);

        double ratio = rows["SkipGram"].GetProperty("ratio").GetDouble();

        Assert.True(ratio >= 1.0 / 3);
        Assert.Equal(rows["SkipGram"].GetProperty("wordsPerSecond").GetDouble() / rows["fastText 0.9.2"].GetProperty("wordsPerSecond").GetDouble(), ratio, 2);
        Assert.Contains($"training is {ratio.ToString("0.00", CultureInfo.InvariantCulture)} times as fast", File.ReadAllText(Path.Combine(folder, "README.md")), StringComparison.Ordinal);
    }
}
