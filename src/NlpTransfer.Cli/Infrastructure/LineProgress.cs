using System.Diagnostics;
using System.Globalization;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>Progress where standard error is a file or a pipe: a line when a phase begins and the last line is some seconds old, and one every ten seconds.</summary>
internal sealed class LineProgress(TextWriter writer) : IProgress<WorkProgress>
{
    private readonly Lock _lock = new();
    private string? _phase;
    private long _last;

    public void Report(WorkProgress value)
    {
        lock (_lock)
        {
            bool news = value.Phase != _phase;
            // Short phases follow each other quickly: only one that begins after a pause is worth a line.
            if (_phase is not null && Stopwatch.GetElapsedTime(_last) < TimeSpan.FromSeconds(news ? 3 : 10))
                return;
            _phase = value.Phase;
            _last = Stopwatch.GetTimestamp();
            string place = value.Total > 0 && !news ? string.Create(CultureInfo.InvariantCulture, $" {value.Done} of {value.Total}") : "";
            writer.WriteLine($"{value.Phase}{place}{(value.Detail is null ? "" : $" ({value.Detail})")}");
        }
    }
}
