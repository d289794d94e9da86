using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NlpTransfer.Torch;

namespace NlpTransfer.Benchmarks;

/// <summary>Words a second of processor time, and their ratio to fastText's in the same run.</summary>
/// <param name="FastText">fastText's median; null where it is not installed.</param>
/// <param name="SkipGram">The project's.</param>
internal sealed record SkipGramReport(double? FastText, double SkipGram)
{
    /// <summary>How many times as fast the project's training is a thread.</summary>
    internal double? Ratio => SkipGram / FastText;

    /// <summary>Reads medians.</summary>
    internal static SkipGramReport From(Dictionary<string, List<double>> rates) =>
        new(rates.TryGetValue(nameof(SkipGramBenchmarks.FastText), out List<double>? other) ? Median(other) : null, Median(rates[nameof(SkipGramBenchmarks.SkipGramWords)]));

    /// <summary>The figures as a Markdown table.</summary>
    internal string ToTable() => string.Create(CultureInfo.InvariantCulture,
        $"| training | words/s of processor time | ratio |\n|---|---|---|\n| fastText | {FastText:0} | 1 |\n| SkipGram | {SkipGram:0} | {Ratio:0.00} |\n");

    /// <summary>The figures with what they depend on.</summary>
    internal string ToJson() => new JsonObject
    {
        ["command"] = "dotnet run -c Release --project tests/NlpTransfer.Benchmarks vectors FILE.json",
        ["processor"] = new JsonObject
        {
            ["vendor"] = ProcessorFeatures.Current.Vendor,
            ["features"] = new JsonArray([.. ProcessorFeatures.Current.Names.Select(name => (JsonNode)name)]),
        },
        ["rows"] = new JsonArray(Row("fastText 0.9.2", FastText, 1), Row("SkipGram", SkipGram, Ratio)),
    }.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n";

    private static JsonObject Row(string name, double? rate, double? ratio) =>
        new() { ["name"] = name, ["wordsPerSecond"] = rate is null ? null : Math.Round(rate.Value), ["ratio"] = rate is null || ratio is null ? null : Math.Round(ratio.Value, 2) };

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
