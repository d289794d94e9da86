using System.Globalization;

namespace NlpTransfer.Corpora;

/// <summary>How a corpus is split: into named parts of given sizes, or into folds. Groups stay whole and labels are spread evenly as far as groups allow.</summary>
public sealed record CorpusSplitOptions
{
    private static readonly System.Buffers.SearchValues<char> NotInFileNames = System.Buffers.SearchValues.Create("/\\:*?\"<>|\0\n\t");

    /// <summary>The parts with their shares, each above 0 and 1 together. Default train 0.8, dev 0.1, test 0.1; without effect where <see cref="Folds"/> is set.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Parts { get; init; } = [new("train", 0.8), new("dev", 0.1), new("test", 0.1)];

    /// <summary>The number of folds (parts <c>fold-1</c>, <c>fold-2</c>, ... of equal size) instead of named parts; 2 to 1,000, or null, the default, for none.</summary>
    public int? Folds { get; init; }

    /// <summary>The seed of the shuffle. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Checks the options.</summary>
    /// <exception cref="UsageException">Names every fault.</exception>
    public void Validate()
    {
        List<string> faults = [];
        if (Folds is < 2 or > 1000)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"Folds is {Folds}, but must be from 2 to 1,000"));
        if (Folds is null)
        {
            if (Parts.Count < 2)
                faults.Add("at least two parts are needed");
            if (Parts.Any(p => !(p.Value is > 0 and < 1)) || Math.Abs(Parts.Sum(p => p.Value) - 1) > 1e-6)
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"the shares ({string.Join(", ", Parts.Select(p => p.Value.ToString(CultureInfo.InvariantCulture)))}) must be above 0 and 1 together"));
            if (Parts.Any(p => p.Key.Length == 0 || p.Key.AsSpan().ContainsAny(NotInFileNames) || p.Key[0] == '.') || Parts.Select(p => p.Key).Distinct(StringComparer.OrdinalIgnoreCase).Count() != Parts.Count)
                faults.Add("the parts' names must differ and be usable as file names");
        }

        if (faults.Count > 0)
            throw new UsageException("The corpus can't be split as asked: " + string.Join("; ", faults) + ".");
    }

    internal IReadOnlyList<KeyValuePair<string, double>> Effective() => Folds is not { } count
        ? Parts
        : [.. Enumerable.Range(1, count).Select(i => KeyValuePair.Create(string.Create(CultureInfo.InvariantCulture, $"fold-{i}"), 1.0 / count))];
}
