using System.Globalization;

namespace NlpTransfer.Training;

/// <summary>How the strategy <c>auto</c> chose.</summary>
/// <param name="Candidates">What was weighed, the cheapest first.</param>
/// <param name="Chosen">What was taken.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record StrategyChoice(IReadOnlyList<StrategyCandidate> Candidates, ClassifierStrategy Chosen, string Reason)
{
    /// <summary>
    /// Takes the lowest log loss, and the cheaper of two that are equal. All are measured on the same folds; each at its best strengths, so that those with more of them to choose from
    /// look a little better than they are.
    /// </summary>
    internal static StrategyChoice Of(IReadOnlyList<StrategyCandidate> candidates)
    {
        StrategyCandidate[] measured = [.. candidates.Where(candidate => double.IsFinite(candidate.LogLoss))];
        if (measured.Length < candidates.Count)
        {
            return new StrategyChoice(
                candidates, ClassifierStrategy.Combined, "The training rows are of one group or one label, so that nothing can be held out to compare strategies; combined is taken, which is the default.");
        }

        StrategyCandidate best = measured.MinBy(candidate => candidate.LogLoss)!;
        string others = string.Join(", ", measured.Where(candidate => candidate != best).Select(candidate => Say(candidate)));
        return new StrategyChoice(
            candidates, best.Strategy, string.Create(CultureInfo.InvariantCulture, $"{best.Strategy.Name} has the lowest log loss on held-out training rows, {best.LogLoss:0.0000} (accuracy {best.Accuracy:0.000}); {others}."));
    }

    private static string Say(StrategyCandidate candidate) =>
        string.Create(CultureInfo.InvariantCulture, $"{candidate.Strategy.Name} has {candidate.LogLoss:0.0000} ({candidate.Accuracy:0.000})");
}
