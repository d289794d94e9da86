namespace NlpTransfer.Evaluation;

/// <summary>Means over languages, each language weighing the same however many rows it has.</summary>
/// <param name="languageOfRow">For each row the number of its language.</param>
/// <param name="languages">Number of languages; 1 makes every mean a plain one.</param>
internal sealed class LanguageMean(int[] languageOfRow, int languages)
{
    private readonly double[] _sums = new double[languages];
    private readonly int[] _counts = new int[languages];

    /// <summary>The mean of the languages' means over some rows; a language that none of them belongs to is left out.</summary>
    public double Of(double[] values, ReadOnlySpan<int> rows)
    {
        Array.Clear(_sums);
        Array.Clear(_counts);
        foreach (int row in rows)
        {
            _sums[languageOfRow[row]] += values[row];
            _counts[languageOfRow[row]]++;
        }

        double total = 0;
        int used = 0;
        for (int s = 0; s < languages; s++)
        {
            total += _counts[s] == 0 ? 0 : _sums[s] / _counts[s];
            used += _counts[s] == 0 ? 0 : 1;
        }

        return total / used;
    }

    /// <summary>Values scaled so that their plain mean over all rows is the mean over languages.</summary>
    public double[] Weighted(double[] values)
    {
        var counts = new int[languages];
        foreach (int language in languageOfRow)
            counts[language]++;
        return [.. values.Select((value, i) => value * values.Length / ((double)languages * counts[languageOfRow[i]]))];
    }
}
