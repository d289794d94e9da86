using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace NlpTransfer.Benchmarks;

/// <summary>How benchmarks run.</summary>
internal static class BenchmarkSettings
{
    /// <summary>
    /// In this process, which has libtorch loaded. Ratios of medians are what counts: load on the machine moves everything.
    /// </summary>
    internal static IConfig Create(int warmups = 2, int iterations = 15) => ManualConfig.CreateEmpty()
        .AddJob(Job.Default.WithToolchain(new InProcessEmitToolchain(TimeSpan.FromHours(1), logOutput: true)).WithWarmupCount(warmups).WithIterationCount(iterations).WithInvocationCount(1).WithUnrollFactor(1))
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddLogger(ConsoleLogger.Default)
        .WithOptions(ConfigOptions.DisableOptimizationsValidator);
}
