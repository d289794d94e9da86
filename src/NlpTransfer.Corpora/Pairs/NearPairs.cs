namespace NlpTransfer.Corpora;

/// <summary>Ties pairs together that are nearly the same on either side (disjoint sets over MinHash neighbours; Broder 1997).</summary>
internal sealed class NearPairs
{
    private readonly int[] _parent;

    private NearPairs(int count) => _parent = [.. Enumerable.Range(0, count)];

    /// <summary>A number for each pair that all pairs tied to it share.</summary>
    public static int[] Group(IReadOnlyList<TextPair> pairs, double containment, CancellationToken cancellation)
    {
        var near = new NearPairs(pairs.Count);
        near.Tie([.. pairs.Select(pair => pair.Source)], containment, cancellation);
        near.Tie([.. pairs.Select(pair => pair.Target)], containment, cancellation);
        return [.. Enumerable.Range(0, pairs.Count).Select(near.Root)];
    }

    private void Tie(string[] texts, double containment, CancellationToken cancellation)
    {
        var first = new Dictionary<UInt128, int>();
        List<int> values = [], counts = [], rows = [];
        List<ShingleSketch> sketches = [];
        for (int i = 0; i < texts.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            string even = TextKey.Normalize(texts[i]);
            if (!first.TryAdd(TextKey.Hash(even), i))
                Join(i, first[TextKey.Hash(even)]);
            else if (ShingleSketch.Of(even) is { } sketch)
            {
                values.AddRange(sketch.Values);
                counts.Add(sketch.Count);
                rows.Add(i);
                sketches.Add(sketch);
            }
        }

        var table = new SketchTable([.. values], [.. counts]);
        for (int i = 0; i < rows.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (int other in table.Candidates(sketches[i]))
            {
                // What is tied already need not be compared: long runs of look-alikes cost no square of their number.
                if (other < i && Root(rows[i]) != Root(rows[other]) && table.Containment(sketches[i], other) >= containment)
                    Join(rows[i], rows[other]);
            }
        }
    }

    private int Root(int i)
    {
        while (_parent[i] != i)
            i = _parent[i] = _parent[_parent[i]];
        return i;
    }

    private void Join(int a, int b) => _parent[Math.Max(Root(a), Root(b))] = Math.Min(Root(a), Root(b));
}
