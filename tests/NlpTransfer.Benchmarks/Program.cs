using System.Globalization;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using NlpTransfer.Benchmarks;
using NlpTransfer.Torch;

// NlpTransfer.Benchmarks [FILE.json]: runs all benchmarks, prints the ratios to the matrix product, and writes them to a file.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
LibTorch.EnsureAvailable();
Summary summary = BenchmarkRunner.Run<EncoderBenchmarks>(BenchmarkSettings.Create());
RateReport report = RateReport.From(summary);
Console.WriteLine(report.ToTable());
if (args is [string path])
    await File.WriteAllTextAsync(path, report.ToJson());
return report.Rows.Count == 0 ? 1 : 0;
