namespace NlpTransfer.Evaluation.Tests;

/// <summary>Tells at once, on the thread that reports.</summary>
internal sealed class InlineProgress(Action<WorkProgress> told) : IProgress<WorkProgress>
{
    public void Report(WorkProgress value) => told(value);
}
