using System.Diagnostics;
using NlpTransfer.Torch;

namespace NlpTransfer.Benchmarks;

/// <summary>Time that work takes: of the processor where one thread computes, in which other programs do not count; otherwise of the clock on the wall.</summary>
internal readonly struct WorkClock
{
    private readonly long _wall;
    private readonly TimeSpan _processor;

    private WorkClock(long wall, TimeSpan processor) => (_wall, _processor) = (wall, processor);

    /// <summary>What is read.</summary>
    internal static string Name => OneThread ? "processor time" : "wall time";

    /// <summary>Seconds since the start.</summary>
    internal double Seconds => OneThread ? (Environment.CpuUsage.TotalTime - _processor).TotalSeconds : Stopwatch.GetElapsedTime(_wall).TotalSeconds;

    private static bool OneThread => LibTorch.Threads == 1;

    /// <summary>Starts one.</summary>
    internal static WorkClock Start() => new(Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
}
