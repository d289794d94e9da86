using NlpTransfer.Metrics;

namespace NlpTransfer.Training;

/// <summary>The mean loss of a guess over sequences of different lengths, with its 95 % interval: guesses in one sequence depend on each other, so sequences are what is counted (a ratio of sums).</summary>
internal static class GuessScore
{
    private const double Deviations = 1.959963984540054;

    /// <summary>The score.</summary>
    /// <param name="texts">Sum of losses and number of guesses of each text.</param>
    internal static Score Of(IReadOnlyList<(double Sum, int Count)> texts)
    {
        double guesses = texts.Sum(text => text.Count), mean = texts.Sum(text => text.Sum) / guesses;
        double spread = texts.Sum(text => Math.Pow(text.Sum - (mean * text.Count), 2)) * texts.Count / Math.Max(1.0, texts.Count - 1);
        double half = Deviations * Math.Sqrt(spread) / guesses;
        return new Score(mean, Math.Max(0, mean - half), mean + half, texts.Count);
    }
}
