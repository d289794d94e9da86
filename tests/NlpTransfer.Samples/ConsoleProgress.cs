namespace NlpTransfer.Samples;

/// <summary>Names each phase once on standard error, at the moment it is told: Progress of the platform would print from another thread, later.</summary>
internal sealed class ConsoleProgress : IProgress<WorkProgress>
{
    private string? _phase;

    public void Report(WorkProgress value)
    {
        if (value.Phase == _phase)
            return;
        _phase = value.Phase;
        Console.Error.WriteLine(_phase);
    }
}
