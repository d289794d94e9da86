namespace NlpTransfer.Metrics;

/// <summary>Rows by group, groups in the order of their first row.</summary>
internal sealed class Clusters
{
    private readonly int[] _rows;
    private readonly int[] _starts;

    private Clusters(int[] rows, int[] starts) => (_rows, _starts) = (rows, starts);

    /// <summary>Number of groups.</summary>
    public int Count => _starts.Length - 1;

    public static Clusters Create(int rows, ReadOnlySpan<int> groups)
    {
        if (rows == 0)
            throw new ArgumentException("there are no rows to score");
        if (groups.Length != 0 && groups.Length != rows)
            throw new ArgumentException($"{groups.Length} groups are given for {rows} rows", nameof(groups));
        var numbers = new Dictionary<int, int>();
        var cluster = new int[rows];
        for (int i = 0; i < rows; i++)
        {
            int group = groups.IsEmpty ? i : groups[i];
            if (!numbers.TryGetValue(group, out int number))
                numbers.Add(group, number = numbers.Count);
            cluster[i] = number;
        }

        var starts = new int[numbers.Count + 1];
        foreach (int c in cluster)
            starts[c + 1]++;
        for (int c = 0; c < numbers.Count; c++)
            starts[c + 1] += starts[c];
        var next = starts.AsSpan(0, numbers.Count).ToArray();
        var places = new int[rows];
        for (int i = 0; i < rows; i++)
            places[next[cluster[i]]++] = i;
        return new Clusters(places, starts);
    }

    public ReadOnlySpan<int> Members(int cluster) => _rows.AsSpan(_starts[cluster].._starts[cluster + 1]);

    public double[] Sums(ReadOnlySpan<double> values)
    {
        var sums = new double[Count];
        for (int c = 0; c < sums.Length; c++)
        {
            foreach (int row in Members(c))
                sums[c] += values[row];
        }

        return sums;
    }
}
