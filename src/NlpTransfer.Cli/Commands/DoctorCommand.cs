using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Torch;

namespace NlpTransfer.Cli.Commands;

internal sealed class DoctorCommand : CliCommand
{
    internal DoctorCommand(Terminal terminal)
        : base(
            terminal,
            "doctor",
            "Tell what this machine has, whether everything loads, and how fast it multiplies.",
            "nlptransfer doctor",
            "nlptransfer doctor --json")
    {
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        (MachineRates? rates, int threads, string? failure) = await run.Terminal.ProgressAsync(progress => Task.Run(() => Measure(progress), run.Cancellation));
        ProcessorFeatures processor = ProcessorFeatures.Current;
        // What the runtime may use: the machine's memory, or the limit of the container it runs in.
        long memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var json = new JsonObject
        {
            ["runtime"] = RuntimeInformation.FrameworkDescription,
            ["system"] = RuntimeInformation.OSDescription,
            ["version"] = typeof(DoctorCommand).Assembly.GetName().Version!.ToString(3),
            ["nativeLibraries"] = new JsonObject { ["libtorch"] = failure is null, ["folder"] = LibTorch.Folder, ["failure"] = failure },
            ["processor"] = new JsonObject
            {
                ["architecture"] = processor.Architecture.ToString(),
                ["vendor"] = processor.Vendor,
                ["features"] = new JsonArray([.. processor.Names.Select(name => (JsonNode?)name)]),
            },
            ["processors"] = Environment.ProcessorCount,
            ["threads"] = threads,
            ["memoryBytes"] = memory,
            ["matmulGflops"] = rates?.MatmulGflops,
            ["linearGflops"] = rates?.LinearGflops,
            ["linearKernel"] = rates?.Kernel,
        };
        run.Terminal.Result(json, console => Tables.Pairs(
            console,
            ("nlptransfer", (string)json["version"]!),
            ("runtime", $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription}"),
            ("processor", $"{(processor.Vendor.Length == 0 ? "unknown vendor" : processor.Vendor)}, {processor.Architecture}, {(processor.Names.Count == 0 ? "no vector features known" : string.Join(" ", processor.Names))}"),
            ("threads", $"{threads} of {Environment.ProcessorCount} processors"),
            ("memory", $"{Figures.Bytes(memory)} may be used"),
            ("libtorch", failure is null ? $"loads from {LibTorch.Folder}" : "does not load: everything that trains or embeds with an encoder is out of reach, letters models work"),
            ("matrix product", rates is null ? null : $"{Figures.One(rates.MatmulGflops)} GFLOP/s (P: 1024 x 1024 x 1024, float32)"),
            ("linear layer", rates is null ? null : $"{Figures.One(rates.LinearGflops)} GFLOP/s (1024 x 384 x 1536, {rates.Kernel})")));
        return failure is null ? 0 : run.Terminal.Fail(failure, 1);
    }

    private static (MachineRates? Rates, int Threads, string? Failure) Measure(IProgress<WorkProgress> progress)
    {
        progress.Report(new WorkProgress("loading libtorch and measuring", 0, 0));
        try
        {
            return (MachineRates.Measure(), LibTorch.Threads, null);
        }
        catch (NlpTransferException failure)
        {
            return (null, Environment.ProcessorCount, failure.Message);
        }
    }
}
