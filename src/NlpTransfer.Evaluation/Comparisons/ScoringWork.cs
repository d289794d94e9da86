namespace NlpTransfer.Evaluation;

/// <summary>Counts the scores and comparisons of a report as they are finished, and hears of cancellation.</summary>
/// <param name="progress">Told after each; null for nobody.</param>
/// <param name="total">How many there will be.</param>
/// <param name="cancellation">Stops within each.</param>
internal sealed class ScoringWork(IProgress<WorkProgress>? progress, int total, CancellationToken cancellation)
{
    private int _done;

    public CancellationToken Cancellation => cancellation;

    public void Finished() => progress?.Report(new WorkProgress("comparing", ++_done, total));
}
