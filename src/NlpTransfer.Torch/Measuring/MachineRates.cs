using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>How fast this machine multiplies matrices at this moment, in 10^9 floating-point operations a second.</summary>
/// <param name="MatmulGflops">1024 x 1024 x 1024 through libtorch's matmul: the unit P that other rates are told in.</param>
/// <param name="LinearGflops">1024 x 384 x 1536 through the project's Linear.</param>
/// <param name="Kernel">The kernel that Linear chose.</param>
public sealed record MachineRates(double MatmulGflops, double LinearGflops, string Kernel)
{
    private const int Rows = 1024;
    private const int Inputs = 384;
    private const int Outputs = 1536;

    /// <summary>Measures both, each as the median of several products after some to warm up.</summary>
    /// <param name="seconds">Time spent on each; above 0, at most 60.</param>
    /// <exception cref="NlpTransferException">libtorch can't be loaded.</exception>
    public static MachineRates Measure(double seconds = 1)
    {
        if (!(seconds is > 0 and <= 60))
            throw new ArgumentOutOfRangeException(nameof(seconds), seconds, "must be above 0 and at most 60");
        LibTorch.EnsureAvailable();
        using var _ = inference_mode();
        using DisposeScope scope = NewDisposeScope();
        Tensor left = ones(Rows, Rows), right = ones(Rows, Rows);
        Tensor input = ones(Rows, Inputs), weight = ones(Outputs, Inputs), bias = ones(Outputs);
        LinearKernel kernel = LinearKernel.OfThisProcessor;
        return new MachineRates(
            Rate(() => left.matmul(right), 2.0 * Rows * Rows * Rows, seconds),
            Rate(() => kernel.Apply(input, weight, bias), 2.0 * Rows * Inputs * Outputs, seconds),
            kernel.Name);
    }

    private static double Rate(Func<Tensor> product, double operations, double seconds)
    {
        const int Warming = 3, Fewest = 5;
        var times = new List<double>();
        long begin = Stopwatch.GetTimestamp();
        for (int i = 0; i < Warming + Fewest || Stopwatch.GetElapsedTime(begin).TotalSeconds < seconds; i++)
        {
            long start = Stopwatch.GetTimestamp();
            product().Dispose();
            if (i >= Warming)
                times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        times.Sort();
        return operations / times[times.Count / 2] / 1e9;
    }
}
