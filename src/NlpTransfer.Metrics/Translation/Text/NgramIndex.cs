using System.Runtime.InteropServices;

namespace NlpTransfer.Metrics;

/// <summary>
/// Numbers n-grams so that equal ones, of whichever text that was counted with the same index, have equal numbers: a longer one is named by
/// the number of what precedes its last unit and that unit, so no text is ever joined.
/// </summary>
internal sealed class NgramIndex
{
    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Prefix, int Unit), int> _numbers = [];

    /// <summary>Words as units.</summary>
    public int[] Units(List<string> words)
    {
        var units = new int[words.Count];
        for (int i = 0; i < units.Length; i++)
        {
            ref int unit = ref CollectionsMarshal.GetValueRefOrAddDefault(_words, words[i], out bool known);
            if (!known)
                unit = _words.Count;
            units[i] = unit;
        }

        return units;
    }

    /// <summary>How often each n-gram occurs, for the orders 1 to <paramref name="maxOrder"/>.</summary>
    public Dictionary<int, int>[] Count(ReadOnlySpan<int> units, int maxOrder)
    {
        var counts = new Dictionary<int, int>[maxOrder];
        var prefixes = new int[units.Length];
        for (int order = 1; order <= maxOrder; order++)
        {
            Dictionary<int, int> ofOrder = counts[order - 1] = [];
            for (int i = 0; i + order <= units.Length; i++)
            {
                prefixes[i] = Number(prefixes[i], units[i + order - 1]);
                CollectionsMarshal.GetValueRefOrAddDefault(ofOrder, prefixes[i], out _)++;
            }
        }

        return counts;
    }

    /// <summary>How many n-grams of one text are matched by another's, each as often as it occurs in both.</summary>
    public static long Matches(Dictionary<int, int> counts, Dictionary<int, int> other)
    {
        long matches = 0;
        foreach ((int ngram, int count) in counts)
        {
            if (other.TryGetValue(ngram, out int limit))
                matches += Math.Min(count, limit);
        }

        return matches;
    }

    private int Number(int prefix, int unit)
    {
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, (prefix, unit), out bool known);
        if (!known)
            number = _numbers.Count;
        return number;
    }
}
