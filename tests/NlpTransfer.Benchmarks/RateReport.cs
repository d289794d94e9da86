using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BenchmarkDotNet.Reports;
using NlpTransfer.Torch;

namespace NlpTransfer.Benchmarks;

/// <summary>Rates of useful arithmetic as multiples of P, the rate of libtorch's 1024-cube matrix product in the same run.</summary>
/// <param name="Rows">A row a benchmark.</param>
internal sealed record RateReport(IReadOnlyList<RateRow> Rows)
{
    /// <summary>Reads medians.</summary>
    internal static RateReport From(Summary summary)
    {
        Dictionary<string, double> seconds = summary.Reports.Where(report => report.ResultStatistics is not null)
            .ToDictionary(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name, report => report.ResultStatistics!.Median / 1e9, StringComparer.Ordinal);
        Dictionary<string, double> units = EncoderBenchmarks.MatmulSeconds.ToDictionary(
            pair => pair.Key, pair => 2.0 * 1024 * 1024 * 1024 / pair.Value.Order().ElementAt(pair.Value.Count / 2), StringComparer.Ordinal);
        return new RateReport([.. seconds.Where(pair => units.ContainsKey(pair.Key)).Select(pair => Row(pair.Key, pair.Value, units[pair.Key]))]);
    }

    /// <summary>The rows as a Markdown table.</summary>
    internal string ToTable() => string.Create(CultureInfo.InvariantCulture, $"{LibTorch.Threads} threads, {Kernel}\n\n| benchmark | ms | tokens/s | P, GFLOP/s | rate |\n|---|---|---|---|---|\n")
        + string.Concat(Rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"| {row.Name} | {row.Milliseconds:0.0} | {row.TokensPerSecond:0} | {row.MatmulGflops:0} | {row.Rate:0.00} P |\n")));

    /// <summary>The rows with what they depend on.</summary>
    internal string ToJson() => new JsonObject
    {
        ["command"] = "dotnet run -c Release --project tests/NlpTransfer.Benchmarks FILE.json",
        ["threads"] = LibTorch.Threads,
        ["kernel"] = Kernel,
        ["processor"] = new JsonObject
        {
            ["vendor"] = ProcessorFeatures.Current.Vendor,
            ["features"] = new JsonArray([.. ProcessorFeatures.Current.Names.Select(name => (JsonNode)name)]),
        },
        ["rows"] = new JsonArray([.. Rows.Select(row => (JsonNode)new JsonObject
        {
            ["name"] = row.Name,
            ["milliseconds"] = Math.Round(row.Milliseconds, 1),
            ["tokensPerSecond"] = Math.Round(row.TokensPerSecond),
            ["matmulGflops"] = Math.Round(row.MatmulGflops, 1),
            ["ratio"] = Math.Round(row.Rate, 3),
        })]),
    }.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n";

    private static string Kernel => LinearKernel.OfThisProcessor.Name;

    private static RateRow Row(string name, double seconds, double unit)
    {
        (int batch, int length) = name.Contains("1x32", StringComparison.Ordinal) ? (1, 32) : name.Contains("32x64", StringComparison.Ordinal) ? (32, 64) : (16, 64);
        // An optimiser step has no products to speak of; its time counts beside a training step's.
        double operations = name == nameof(EncoderBenchmarks.OptimizerStep) ? 0
            : name.Contains("Training", StringComparison.Ordinal) ? EncoderShape.TrainingOperations(batch, length) : EncoderShape.ForwardOperations(batch, length);
        return new RateRow(name, seconds * 1000, batch * length / seconds, unit / 1e9, operations / seconds / unit);
    }
}
