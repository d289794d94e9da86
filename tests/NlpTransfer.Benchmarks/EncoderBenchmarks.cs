using BenchmarkDotNet.Attributes;
using NlpTransfer.Torch;

namespace NlpTransfer.Benchmarks;

/// <summary>
/// An encoder of e5-small's size: frozen vectors, and a training step with optimiser and clipping, beside the same through libtorch's own linear and
/// dropout. Before each measurement the matrix product is measured too, so that a ratio has both its sides from the same moment.
/// </summary>
public class EncoderBenchmarks : IDisposable
{
    private EncoderBench? _bench;
    private PlainEncoderBench? _plain;
    private string _running = "";
    private double _matmulSeconds;

    /// <summary>Seconds of a matrix product before each measurement of a benchmark.</summary>
    internal static Dictionary<string, List<double>> MatmulSeconds { get; } = new(StringComparer.Ordinal);

    [GlobalSetup]
    public void Setup()
    {
        LibTorch.EnsureAvailable();
        _bench = new EncoderBench();
        _plain = new PlainEncoderBench();
    }

    [IterationSetup]
    public void MeasureMatmul() => _matmulSeconds = _bench!.Matmul();

    [IterationSetup(Target = nameof(OptimizerStep))]
    public void ComputeGradients()
    {
        _bench!.Backward(16, 64, dropout: 0);
        MeasureMatmul();
    }

    [IterationCleanup]
    public void Keep()
    {
        if (!MatmulSeconds.TryGetValue(_running, out List<double>? seconds))
            MatmulSeconds[_running] = seconds = [];
        seconds.Add(_matmulSeconds);
    }

    [Benchmark]
    public void Forward1x32() => Now(nameof(Forward1x32)).Forward(1, 32);

    [Benchmark]
    public void PlainForward1x32() => Plain(nameof(PlainForward1x32)).Forward(1, 32);

    [Benchmark]
    public void Forward32x64() => Now(nameof(Forward32x64)).Forward(32, 64);

    [Benchmark]
    public void PlainForward32x64() => Plain(nameof(PlainForward32x64)).Forward(32, 64);

    [Benchmark]
    public double Training16x64() => Now(nameof(Training16x64)).TrainingStep(16, 64, dropout: 0);

    [Benchmark]
    public double PlainTraining16x64() => Plain(nameof(PlainTraining16x64)).TrainingStep(16, 64, dropout: 0);

    [Benchmark]
    public double Training16x64Dropout() => Now(nameof(Training16x64Dropout)).TrainingStep(16, 64, dropout: 0.1);

    [Benchmark]
    public double PlainTraining16x64Dropout() => Plain(nameof(PlainTraining16x64Dropout)).TrainingStep(16, 64, dropout: 0.1);

    [Benchmark]
    public double OptimizerStep() => Now(nameof(OptimizerStep)).OptimizerStep();

    [GlobalCleanup]
    public void Dispose()
    {
        _bench?.Dispose();
        GC.SuppressFinalize(this);
    }

    private EncoderBench Now(string name)
    {
        _running = name;
        return _bench!;
    }

    private PlainEncoderBench Plain(string name)
    {
        _running = name;
        return _plain!;
    }
}
