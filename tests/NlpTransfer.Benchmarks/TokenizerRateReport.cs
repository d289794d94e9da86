using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BenchmarkDotNet.Reports;

namespace NlpTransfer.Benchmarks;

/// <summary>Rates of encoding, as multiples of spm_encode's on one thread.</summary>
/// <param name="Rows">A row a benchmark.</param>
internal sealed record TokenizerRateReport(IReadOnlyList<TokenizerRateRow> Rows)
{
    /// <summary>Reads medians.</summary>
    internal static TokenizerRateReport From(Summary summary) => new([.. summary.Reports.Where(report => report.ResultStatistics is not null).Select(Row)]);

    /// <summary>The rows as a Markdown table.</summary>
    internal string ToTable() => "| benchmark | MB/s | spm_encode, MB/s | ratio | bytes allocated a byte |\n|---|---|---|---|---|\n"
        + string.Concat(Rows.Select(row => string.Create(
            CultureInfo.InvariantCulture, $"| {row.Name} | {row.Megabytes:0.0} | {row.Theirs:0.0} | {row.Ratio:0.00} | {row.Allocated:0.0} |\n")));

    /// <summary>The rows with what they depend on.</summary>
    internal string ToJson() => new JsonObject
    {
        ["command"] = "dotnet run -c Release --project tests/NlpTransfer.Benchmarks tokenizers TEXT FILE.json",
        ["processors"] = Environment.ProcessorCount,
        ["pieces"] = 8000,
        ["textBytes"] = TokenizerBenchmarks.TextBytes,
        ["rows"] = new JsonArray([.. Rows.Select(row => (JsonNode)new JsonObject
        {
            ["name"] = row.Name,
            ["megabytesPerSecond"] = Math.Round(row.Megabytes, 2),
            ["spmEncodeMegabytesPerSecond"] = Math.Round(row.Theirs, 2),
            ["ratio"] = Math.Round(row.Ratio, 2),
            ["allocatedPerByte"] = Math.Round(row.Allocated, 2),
        })]),
    }.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n";

    private static TokenizerRateRow Row(BenchmarkReport report)
    {
        string name = report.BenchmarkCase.Descriptor.WorkloadMethod.Name;
        double bytes = TokenizerBenchmarks.TextBytes;
        (double Seconds, long Allocated)[] beside = [.. TokenizerBenchmarks.Beside[name]];
        double theirs = beside.Select(row => row.Seconds).Order().ElementAt(beside.Length / 2);
        double allocated = beside.Select(row => row.Allocated).Order().ElementAt(beside.Length / 2);
        double ours = report.ResultStatistics!.Median / 1e9;
        return new(name, bytes / ours / 1e6, bytes / theirs / 1e6, theirs / ours, allocated / bytes);
    }
}
