using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using BenchmarkDotNet.Attributes;
using NlpTransfer.Remapping;

namespace NlpTransfer.Benchmarks;

/// <summary>
/// Skip-gram vectors of words, by the project and by fastText where it is installed, on the same made-up text with the same options. What is kept is processor time,
/// reading and writing included, so that a machine that does other things too moves both alike.
/// </summary>
public partial class SkipGramBenchmarks : IDisposable
{
    private const int Words = 100_000;
    private const int Epochs = 2;
    private const int Dimension = 100;
    private const int Buckets = 200_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("nlptransfer-benchmarks-").FullName;
    private string[] _texts = [];

    /// <summary>Words a second of processor time of each run, by benchmark.</summary>
    internal static Dictionary<string, List<double>> Rates { get; } = new(StringComparer.Ordinal);

    [GlobalSetup]
    public void Setup()
    {
        _texts = [.. ZipfText.Lines(Words)];
        File.WriteAllLines(Path.Combine(_folder, "text.txt"), _texts);
    }

    [Benchmark(Baseline = true)]
    public void FastText()
    {
        // What a child used can be asked for only by a shell that waited for it: "times" prints the shell's own times, then its children's.
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            "-c", "fasttext \"$@\" 2>/dev/null >/dev/null && times", "sh", "skipgram", "-input", Path.Combine(_folder, "text.txt"), "-output", Path.Combine(_folder, "model"), "-thread", "1", "-verbose", "0",
            "-dim", $"{Dimension}", "-epoch", $"{Epochs}", "-bucket", $"{Buckets}", "-minCount", "5",
        ];
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        string times = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"fasttext ended with exit code {process.ExitCode}; 127 means that it is not installed (Debian: apt-get install fasttext)");
        Keep(nameof(FastText), TimeSpan.FromSeconds(ChildTimes().Matches(times.Trim().Split('\n')[^1]).Sum(Seconds)));
    }

    [Benchmark]
    public object SkipGramWords()
    {
        using Process process = Process.GetCurrentProcess();
        TimeSpan before = process.TotalProcessorTime;
        WordVectors vectors = SkipGram.TrainWords(_texts, new() { Dimension = Dimension, Epochs = Epochs, Buckets = Buckets });
        process.Refresh();
        Keep(nameof(SkipGramWords), process.TotalProcessorTime - before);
        return vectors;
    }

    [GlobalCleanup]
    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private static double Seconds(Match time) =>
        (60 * double.Parse(time.Groups[1].Value, CultureInfo.InvariantCulture)) + double.Parse(time.Groups[2].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(\d+)m([\d.]+)s")]
    private static partial Regex ChildTimes();

    private static void Keep(string name, TimeSpan time)
    {
        if (!Rates.TryGetValue(name, out List<double>? rates))
            Rates[name] = rates = [];
        rates.Add(Words * (double)Epochs / time.TotalSeconds);
    }
}
