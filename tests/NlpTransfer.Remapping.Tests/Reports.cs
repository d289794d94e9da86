namespace NlpTransfer.Remapping.Tests;

/// <summary>Progress that is kept, and acts at once on the thread that reports.</summary>
internal sealed class Reports(Action<WorkProgress>? act = null) : IProgress<WorkProgress>
{
    public List<WorkProgress> All { get; } = [];

    public void Report(WorkProgress value)
    {
        All.Add(value);
        act?.Invoke(value);
    }
}
