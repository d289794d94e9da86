namespace NlpTransfer.Metrics;

/// <summary>
/// How often each class was taken for each other, and all scores that follow from it. Where a definition leaves a choice, the one of scikit-learn
/// with <c>labels</c> given and <c>zero_division=0</c> is taken: averages run over all classes of the matrix, a class without rows or predictions scores 0.
/// </summary>
public sealed class ConfusionMatrix
{
    private readonly long[,] _counts;
    private readonly long[] _expected;
    private readonly long[] _predicted;

    private ConfusionMatrix(long[,] counts)
    {
        _counts = counts;
        ClassCount = counts.GetLength(0);
        _expected = new long[ClassCount];
        _predicted = new long[ClassCount];
        for (int i = 0; i < ClassCount; i++)
        {
            Correct += counts[i, i];
            for (int j = 0; j < ClassCount; j++)
            {
                Total += counts[i, j];
                _expected[i] += counts[i, j];
                _predicted[j] += counts[i, j];
            }
        }
    }

    /// <summary>Number of classes.</summary>
    public int ClassCount { get; }

    /// <summary>Number of rows; at least 1.</summary>
    public long Total { get; }

    /// <summary>Number of rows that were given their own label.</summary>
    public long Correct { get; }

    /// <summary>How many rows of class <paramref name="expected"/> were given the class <paramref name="predicted"/>.</summary>
    public long this[int expected, int predicted] => _counts[expected, predicted];

    /// <summary>Counts predictions.</summary>
    /// <param name="expected">The class of each row, from 0 to <paramref name="classCount"/>, exclusively.</param>
    /// <param name="predicted">The class each row was given, in the same order.</param>
    /// <param name="classCount">Number of classes; classes that occur nowhere are allowed.</param>
    /// <exception cref="ArgumentException">There are no rows, the lengths differ, or a class is out of range.</exception>
    public static ConfusionMatrix Create(ReadOnlySpan<int> expected, ReadOnlySpan<int> predicted, int classCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classCount);
        Rows.Check(expected.Length, predicted.Length);
        var counts = new long[classCount, classCount];
        for (int i = 0; i < expected.Length; i++)
        {
            Rows.CheckClass(expected[i], classCount, i);
            Rows.CheckClass(predicted[i], classCount, i);
            counts[expected[i], predicted[i]]++;
        }

        return new ConfusionMatrix(counts);
    }

    /// <summary>Share of rows that were given their own label.</summary>
    public double Accuracy => (double)Correct / Total;

    /// <summary>Mean recall over the classes that have rows.</summary>
    public double BalancedAccuracy => Average(i => _expected[i] > 0 ? 1 : 0).Recall;

    /// <summary>Plain mean over all classes of the matrix.</summary>
    public PrecisionRecall Macro => Average(_ => 1);

    /// <summary>
    /// Plain mean over the classes that have rows. Systems that guess different absent classes are averaged over the same classes here, which makes it the
    /// one to compare systems by; where every class has rows it equals <see cref="Macro"/>.
    /// </summary>
    public PrecisionRecall MacroOfPresent => Average(i => _expected[i] > 0 ? 1 : 0);

    /// <summary>Mean over classes, weighted by their rows.</summary>
    public PrecisionRecall Weighted => Average(i => _expected[i]);

    /// <summary>Counts summed over classes before dividing: with one label a row all three are the accuracy.</summary>
    public PrecisionRecall Micro => new(Accuracy, Accuracy, Accuracy);

    /// <summary>Matthews' correlation for any number of classes (Gorodkin 2004); 0 where all rows have, or are given, one class.</summary>
    public double Mcc
    {
        get
        {
            double joint = 0, expected = 0, predicted = 0, total = Total;
            for (int i = 0; i < ClassCount; i++)
            {
                joint += (double)_expected[i] * _predicted[i];
                expected += (double)_expected[i] * _expected[i];
                predicted += (double)_predicted[i] * _predicted[i];
            }

            double spread = ((total * total) - predicted) * ((total * total) - expected);
            return spread == 0 ? 0 : ((Correct * total) - joint) / Math.Sqrt(spread);
        }
    }

    /// <summary>Cohen's kappa: agreement beyond chance (Cohen 1960); not a number where chance alone gives full agreement.</summary>
    public double Kappa
    {
        get
        {
            double chance = 0;
            for (int i = 0; i < ClassCount; i++)
                chance += (double)_expected[i] * _predicted[i];
            chance /= (double)Total * Total;
            return chance == 1 ? double.NaN : (Accuracy - chance) / (1 - chance);
        }
    }

    /// <summary>The scores of one class.</summary>
    public ClassScores Class(int index)
    {
        double hit = _counts[index, index];
        return new ClassScores(
            Ratio(hit, _predicted[index]), Ratio(hit, _expected[index]), Ratio(2 * hit, _expected[index] + _predicted[index]), _expected[index], _predicted[index]);
    }

    private static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;

    private PrecisionRecall Average(Func<int, double> weight)
    {
        double precision = 0, recall = 0, f1 = 0, sum = 0;
        for (int i = 0; i < ClassCount; i++)
        {
            ClassScores scores = Class(i);
            double w = weight(i);
            precision += w * scores.Precision;
            recall += w * scores.Recall;
            f1 += w * scores.F1;
            sum += w;
        }

        return new PrecisionRecall(precision / sum, recall / sum, f1 / sum);
    }
}
