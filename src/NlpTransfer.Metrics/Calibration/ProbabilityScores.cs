namespace NlpTransfer.Metrics;

/// <summary>How good the probabilities of a classifier are, beyond which class they favour.</summary>
public static class ProbabilityScores
{
    private const double MachineEpsilon = 1.0 / (1L << 52);

    /// <summary>Mean negative natural logarithm of the probability of the right class, which is held within one machine epsilon of 0 and 1 (as scikit-learn does).</summary>
    /// <param name="probabilities">One row a text, one column a class: <c>[rows][classes]</c>, each row summing to 1.</param>
    /// <param name="expected">The class of each row.</param>
    /// <exception cref="ArgumentException">There are no rows, lengths differ, a class is out of range or a probability is not between 0 and 1.</exception>
    public static double LogLoss(IReadOnlyList<double[]> probabilities, ReadOnlySpan<int> expected)
    {
        Check(probabilities, expected);
        double sum = 0;
        for (int i = 0; i < expected.Length; i++)
            sum -= Math.Log(Math.Clamp(probabilities[i][expected[i]], MachineEpsilon, 1 - MachineEpsilon));
        return sum / expected.Length;
    }

    /// <summary>Mean over rows of the squared distance between the probabilities and the truth, summed over classes (Brier 1950): 0 at best, 2 at worst.</summary>
    /// <inheritdoc cref="LogLoss"/>
    public static double Brier(IReadOnlyList<double[]> probabilities, ReadOnlySpan<int> expected)
    {
        Check(probabilities, expected);
        double sum = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            double[] row = probabilities[i];
            for (int k = 0; k < row.Length; k++)
            {
                double difference = row[k] - (k == expected[i] ? 1 : 0);
                sum += difference * difference;
            }
        }

        return sum / expected.Length;
    }

    internal static void Check(IReadOnlyList<double[]> probabilities, ReadOnlySpan<int> expected)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        Rows.Check(expected.Length, probabilities.Count);
        int classes = probabilities[0].Length;
        for (int i = 0; i < expected.Length; i++)
        {
            if (probabilities[i].Length != classes)
                throw new ArgumentException($"row {i} has {probabilities[i].Length} probabilities, row 0 has {classes}");
            Rows.CheckClass(expected[i], classes, i);
            foreach (double p in probabilities[i])
            {
                // A sum of rounded exponentials may pass 1 by some units in the last place.
                if (!(p >= 0 && p <= 1 + 1e-9))
                    throw new ArgumentException($"a probability of row {i} is {p}, not between 0 and 1");
            }
        }
    }
}
