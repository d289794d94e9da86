using System.Text;
using BenchmarkDotNet.Attributes;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Benchmarks;

/// <summary>
/// Encoding a text with 8,000 pieces, Unigram and BPE, on one thread and as a batch. Before each measurement <c>spm_encode</c> encodes the same text with the same
/// model, so that a ratio has both its sides from the same moment.
/// </summary>
public class TokenizerBenchmarks
{
    private const int LeastBytes = 4_000_000;

    private readonly Dictionary<string, (string Model, TextTokenizer Tokenizer)> _models = new(StringComparer.Ordinal);
    private string _folder = "";
    private string[] _lines = [];
    private string _running = "";
    private double _theirs;
    private long _allocated;

    /// <summary>The text that is encoded, one line after another; it also trains the models.</summary>
    internal static string TextPath { get; set; } = "";

    /// <summary>Bytes of what is encoded.</summary>
    internal static long TextBytes { get; private set; }

    /// <summary>Seconds of spm_encode before each measurement, and bytes allocated during it.</summary>
    internal static Dictionary<string, List<(double Seconds, long Allocated)>> Beside { get; } = new(StringComparer.Ordinal);

    [GlobalSetup]
    public void Setup()
    {
        _folder = Directory.CreateTempSubdirectory("nlptransfer-rates-").FullName;
        string[] lines = [.. File.ReadAllLines(TextPath).Where(line => line.Length > 0)];
        int bytes = lines.Sum(line => Encoding.UTF8.GetByteCount(line) + 1);
        _lines = [.. Enumerable.Repeat(lines, 1 + (LeastBytes / bytes)).SelectMany(all => all)];
        TextBytes = (long)bytes * (1 + (LeastBytes / bytes));
        File.WriteAllLines(Path.Combine(_folder, "text"), _lines);
        File.WriteAllText(Path.Combine(_folder, "empty"), "");
        foreach (string kind in (string[])["unigram", "bpe"])
        {
            string model = SpmPrograms.Train(kind, TextPath, _folder);
            _models[kind] = (model, TextTokenizer.Load(model));
        }
    }

    [GlobalCleanup]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [IterationSetup(Targets = [nameof(Unigram), nameof(UnigramBatch)])]
    public void MeasureUnigram() => Measure("unigram");

    [IterationSetup(Targets = [nameof(Bpe), nameof(BpeBatch)])]
    public void MeasureBpe() => Measure("bpe");

    [IterationCleanup]
    public void Keep()
    {
        if (!Beside.TryGetValue(_running, out List<(double, long)>? rows))
            Beside[_running] = rows = [];
        rows.Add((_theirs, GC.GetTotalAllocatedBytes() - _allocated));
    }

    [Benchmark(Baseline = true)]
    public long Unigram() => One(nameof(Unigram), "unigram");

    [Benchmark]
    public long Bpe() => One(nameof(Bpe), "bpe");

    [Benchmark]
    public long UnigramBatch() => Batch(nameof(UnigramBatch), "unigram");

    [Benchmark]
    public long BpeBatch() => Batch(nameof(BpeBatch), "bpe");

    private void Measure(string kind)
    {
        _theirs = SpmPrograms.EncodeSeconds(_models[kind].Model, Path.Combine(_folder, "text"), Path.Combine(_folder, "empty"));
        _allocated = GC.GetTotalAllocatedBytes();
    }

    private long One(string name, string kind)
    {
        _running = name;
        long tokens = 0;
        foreach (string line in _lines)
            tokens += _models[kind].Tokenizer.Encode(line, addSpecialTokens: false).Ids.Length;
        return tokens;
    }

    private long Batch(string name, string kind)
    {
        _running = name;
        return _models[kind].Tokenizer.EncodeBatch(_lines, addSpecialTokens: false).Sum(encoding => (long)encoding.Ids.Length);
    }
}
