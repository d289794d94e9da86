using System.Globalization;

namespace NlpTransfer.Metrics;

/// <summary>Sets of references, checked against the translations that they belong to.</summary>
internal sealed class References
{
    private readonly IReadOnlyList<IReadOnlyList<string?>> _sets;

    private References(IReadOnlyList<IReadOnlyList<string?>> sets, string number) => (_sets, Number) = (sets, number);

    /// <summary>References a segment, as signatures write it: "var" where segments differ.</summary>
    public string Number { get; }

    /// <exception cref="BadDataException">There is nothing to score, a set has another number of lines, or a segment has no reference.</exception>
    public static References Create(int segments, IReadOnlyList<IReadOnlyList<string?>> sets)
    {
        ArgumentNullException.ThrowIfNull(sets);
        if (segments == 0)
            throw new BadDataException("there are no translations to score");
        if (sets.Count == 0)
            throw new BadDataException("there are no references to score against: give at least one set");
        for (int i = 0; i < sets.Count; i++)
        {
            if (sets[i].Count != segments)
                throw new BadDataException($"reference set {i + 1} has {sets[i].Count} lines and there are {segments} translations: a line of each belongs to one of the other");
        }

        return new References(sets, CommonNumber(segments, sets));
    }

    /// <summary>The references of one sentence.</summary>
    public static References OfSentence(IReadOnlyList<string> references)
    {
        ArgumentNullException.ThrowIfNull(references);
        return Create(1, [.. references.Select(static r => (IReadOnlyList<string?>)[r])]);
    }

    /// <summary>The references of a segment, in the order of the sets.</summary>
    public List<string> Of(int segment)
    {
        var present = new List<string>(_sets.Count);
        foreach (IReadOnlyList<string?> set in _sets)
        {
            if (set[segment] is { } text)
                present.Add(text);
        }

        return present;
    }

    private static string CommonNumber(int segments, IReadOnlyList<IReadOnlyList<string?>> sets)
    {
        int? common = null;
        bool varies = false;
        for (int segment = 0; segment < segments; segment++)
        {
            int number = sets.Count(set => set[segment] is not null);
            if (number == 0)
                throw new BadDataException($"translation {segment + 1} has no reference in any set: leave it out or give it one");
            varies |= common is not null && common != number;
            common ??= number;
        }

        return varies ? "var" : common!.Value.ToString(CultureInfo.InvariantCulture);
    }
}
