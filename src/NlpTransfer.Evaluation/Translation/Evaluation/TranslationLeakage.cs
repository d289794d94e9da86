using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation;

/// <summary>Held-out pairs that training has seen on either side. Each counts once, under the strongest kind that holds for one of its sides.</summary>
public sealed record TranslationLeakage
{
    /// <summary>Pairs of which a side is a training text, character by character.</summary>
    public int Exact { get; init; }

    /// <summary>Pairs of which a side is a training text but for case, marks, punctuation and white space.</summary>
    public int Normalized { get; init; }

    /// <summary>Pairs of which a side is nearly a training text.</summary>
    public int Near { get; init; }

    /// <summary>Pairs whose text is known.</summary>
    public int Source { get; init; }

    /// <summary>Pairs whose translation is known.</summary>
    public int Target { get; init; }

    /// <summary>Pairs checked.</summary>
    public int Checked { get; init; }

    /// <summary>The files checked against, as they are called.</summary>
    public IReadOnlyList<string> TrainedOn { get; init; } = [];

    /// <summary>Some leaked texts, strongest kinds first.</summary>
    public IReadOnlyList<LeakageExample> Examples { get; init; } = [];

    /// <summary>The system's scores without the leaked pairs; empty where nothing leaked or nothing else is left.</summary>
    public IReadOnlyList<MetricScore> Clean { get; init; } = [];

    /// <summary>Pairs that are known on either side.</summary>
    public int Total => Exact + Normalized + Near;

    /// <summary>The finding in a few words: <c>no leakage</c>, or <c>leakage in 3 of 204 pairs (2 exact, 1 near; 1 on both sides)</c>.</summary>
    public string Summary
    {
        get
        {
            if (Total == 0)
                return "no leakage";
            IEnumerable<string> kinds = new[] { (Exact, OverlapKind.Exact), (Normalized, OverlapKind.Normalized), (Near, OverlapKind.Near) }
                .Where(k => k.Item1 > 0)
                .Select(k => $"{Text.Count(k.Item1)} {Text.Of(k.Item2)}");
            return $"leakage in {Text.Count(Total)} of {Text.Count(Checked)} pairs ({string.Join(", ", kinds)}; {Text.Count(Source)} by the text, {Text.Count(Target)} by the translation)";
        }
    }

    /// <summary>Counts what was found.</summary>
    internal static TranslationLeakage Create(IReadOnlyList<TextPair> pairs, PairLeakage found, IReadOnlyList<string> files, int examples)
    {
        RowOverlap[] all = [.. found.Source.Overlaps, .. found.Target.Overlaps];
        OverlapKind[] strongest = [.. all.GroupBy(overlap => overlap.Row).Select(row => row.Min(overlap => overlap.Kind))];
        return new TranslationLeakage
        {
            Exact = strongest.Count(kind => kind == OverlapKind.Exact),
            Normalized = strongest.Count(kind => kind == OverlapKind.Normalized),
            Near = strongest.Count(kind => kind == OverlapKind.Near),
            Source = found.Source.Overlaps.Count,
            Target = found.Target.Overlaps.Count,
            Checked = found.Checked,
            TrainedOn = files,
            Examples = [.. all.OrderBy(o => o.Kind).ThenBy(o => o.Row).Take(examples).Select(o => new LeakageExample(o.Kind, PlaceOf(pairs, o.Row), o.Text))],
        };
    }

    /// <summary>Where a pair stands, by the file's name alone: reports hold no paths.</summary>
    internal static string PlaceOf(IReadOnlyList<TextPair> pairs, int row) =>
        pairs[row].Position is { } position ? $"{Path.GetFileName(position.File)}:{position.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)}" : $"pair {Text.Count(row + 1)}";
}
