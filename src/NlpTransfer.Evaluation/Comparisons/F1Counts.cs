namespace NlpTransfer.Evaluation;

/// <summary>Macro F1 of many resampled sets: the counts are kept and cleared, not allocated anew.</summary>
internal sealed class F1Counts(int languages, int classes)
{
    private readonly int[] _hits = new int[languages * classes];
    private readonly int[] _expected = new int[languages * classes];
    private readonly int[] _predicted = new int[languages * classes];

    /// <summary>The mean over languages of the mean F1 of the classes that have rows there; languages without rows are left out.</summary>
    public double MacroF1(ReadOnlySpan<int> rows, int[] expected, int[] predicted, int[] languageOfRow)
    {
        Array.Clear(_hits);
        Array.Clear(_expected);
        Array.Clear(_predicted);
        foreach (int row in rows)
        {
            int offset = languageOfRow[row] * classes;
            _expected[offset + expected[row]]++;
            _predicted[offset + predicted[row]]++;
            if (expected[row] == predicted[row])
                _hits[offset + expected[row]]++;
        }

        double total = 0;
        int used = 0;
        for (int s = 0; s < languages; s++)
        {
            double sum = 0;
            int present = 0;
            for (int i = s * classes; i < (s + 1) * classes; i++)
            {
                if (_expected[i] == 0)
                    continue;
                present++;
                sum += 2.0 * _hits[i] / (_expected[i] + _predicted[i]);
            }

            total += present == 0 ? 0 : sum / present;
            used += present == 0 ? 0 : 1;
        }

        return total / used;
    }
}
