namespace NlpTransfer.Corpora;

/// <summary>Gathers <see cref="CorpusStatistics"/> row by row.</summary>
internal sealed class StatisticsCounter
{
    private readonly Dictionary<(string Language, string Split), SortedDictionary<string, long>> _parts = [];
    private readonly HashSet<UInt128> _groups = [];
    private readonly HashSet<UInt128> _texts = [];
    private readonly HashSet<UInt128> _normalized = [];
    private readonly LengthCounter _characters = new();
    private readonly LengthCounter _words = new();
    private long _exact;
    private long _alike;

    public long Rows { get; private set; }

    public void Add(CorpusRow row)
    {
        Rows++;
        (string, string) part = (row.Language ?? "", row.Split ?? "");
        if (!_parts.TryGetValue(part, out SortedDictionary<string, long>? labels))
            _parts[part] = labels = new(StringComparer.Ordinal);
        string label = row.Label ?? "";
        labels[label] = labels.GetValueOrDefault(label) + 1;
        if (row.Group is { } group)
            _groups.Add(TextKey.Hash(group));
        _characters.Add(row.Text.EnumerateRunes().Count());
        _words.Add(row.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length);
        bool repeated = !_texts.Add(TextKey.Hash(row.Text));
        bool alike = !_normalized.Add(TextKey.Hash(TextKey.Normalize(row.Text)));
        _exact += repeated ? 1 : 0;
        _alike += alike && !repeated ? 1 : 0;
    }

    public CorpusStatistics ToStatistics(SkippedRows skipped) => new()
    {
        Rows = Rows,
        Skipped = skipped.Total,
        SkippedByReason = skipped.ByReason,
        Labels = new SortedDictionary<string, long>(
            _parts.Values.SelectMany(l => l).GroupBy(l => l.Key).ToDictionary(g => g.Key, g => g.Sum(l => l.Value)), StringComparer.Ordinal),
        Parts = [.. _parts.OrderBy(p => p.Key.Language, StringComparer.Ordinal).ThenBy(p => p.Key.Split, StringComparer.Ordinal)
            .Select(p => new CorpusPartStatistics(Named(p.Key.Language), Named(p.Key.Split), p.Value.Values.Sum(), p.Value))],
        Groups = _groups.Count,
        Characters = _characters.ToDistribution(),
        Words = _words.ToDistribution(),
        ExactDuplicates = _exact,
        NormalizedDuplicates = _alike,
    };

    private static string? Named(string name) => name.Length == 0 ? null : name;
}
