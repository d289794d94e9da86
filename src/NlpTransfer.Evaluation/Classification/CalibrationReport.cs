namespace NlpTransfer.Evaluation;

/// <summary>How far the probabilities can be trusted.</summary>
/// <param name="Ece">Expected calibration error over ten ranges of equal width.</param>
/// <param name="Brier">Brier score, summed over labels: 0 at best, 2 at worst.</param>
/// <param name="LogLoss">Mean negative logarithm of the right label's probability.</param>
/// <param name="Bins">The ten ranges.</param>
public sealed record CalibrationReport(double Ece, double Brier, double LogLoss, IReadOnlyList<ReliabilityBin> Bins)
{
    /// <summary>Scores probabilities; a held-out label that the system does not know has probability 0.</summary>
    internal static CalibrationReport? Create(SystemPredictions system, IReadOnlyList<string> expected)
    {
        if (system.Probabilities is not { } probabilities || system.Labels is not { } known)
            return null;
        string[] labels = [.. known, .. expected.Distinct(StringComparer.Ordinal).Except(known, StringComparer.Ordinal)];
        Dictionary<string, int> numbers = labels.Select((label, i) => (label, i)).ToDictionary(p => p.label, p => p.i, StringComparer.Ordinal);
        double[][] padded = [.. probabilities.Select(row => (double[])[.. row, .. new double[labels.Length - row.Length]])];
        int[] right = [.. expected.Select(label => numbers[label])];
        IReadOnlyList<ReliabilityBin> bins = Reliability.Bins(padded, right);
        return new CalibrationReport(
            Reliability.ExpectedError(bins), ProbabilityScores.Brier(padded, right), ProbabilityScores.LogLoss(padded, right), bins);
    }
}
