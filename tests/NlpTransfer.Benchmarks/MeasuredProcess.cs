using System.Diagnostics;

namespace NlpTransfer.Benchmarks;

/// <summary>What a program took from its start to its end.</summary>
/// <param name="Seconds">On the clock.</param>
/// <param name="ProcessorSeconds">Of all its threads; other programs on the machine do not count in it.</param>
/// <param name="PeakMegabytes">Resident memory at most.</param>
internal sealed record MeasuredProcess(double Seconds, double ProcessorSeconds, double PeakMegabytes)
{
    /// <summary>Runs a program and looks at it ten times a second.</summary>
    internal static MeasuredProcess Run(string program, params string[] arguments)
    {
        long start = Stopwatch.GetTimestamp();
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        double processor = 0;
        long peak = 0;
        while (!process.WaitForExit(100))
        {
            try
            {
                process.Refresh();
                (processor, peak) = (process.TotalProcessorTime.TotalSeconds, Math.Max(peak, process.PeakWorkingSet64));
            }
            catch (InvalidOperationException)
            {
                // It ended between the two looks.
                break;
            }
        }

        process.WaitForExit();
        return process.ExitCode == 0
            ? new(Stopwatch.GetElapsedTime(start).TotalSeconds, processor, peak / 1e6)
            : throw new InvalidOperationException($"{program} ended with exit code {process.ExitCode}: {error.Result}");
    }
}
