using System.Globalization;

namespace NlpTransfer.Remapping;

/// <summary>How <see cref="Procrustes"/> maps one space of word vectors to another.</summary>
public sealed record ProcrustesOptions
{
    /// <summary>
    /// Whether pairs count the less the worse the others' map fits them (true, the default), or all alike (false: the plain orthogonal solution, as WECHSEL takes it).
    /// </summary>
    public bool Robust { get; init; } = true;

    /// <summary>Whether vectors are brought to unit length first, so that frequent words, whose vectors are long, do not outweigh the others. Default true; WECHSEL does not.</summary>
    public bool UnitLength { get; init; } = true;

    /// <summary>Rounds of weighing; 1 to 100, default 6. Without effect where <see cref="Robust"/> is false.</summary>
    public int Iterations { get; init; } = 6;

    /// <summary>
    /// Parts that the pairs are dealt into by source word: a pair is judged by the map of the other parts, since a map of a few hundred pairs fits even nonsense that
    /// it was made from. 2 to 100, default 5. Without effect where <see cref="Robust"/> is false.
    /// </summary>
    public int Folds { get; init; } = 5;

    /// <summary>
    /// A pair whose angle exceeds the median angle by this many deviations (1.4826 median deviations) is dropped, and nearer ones count in between. 1 to 100,
    /// default 4. Without effect where <see cref="Robust"/> is false.
    /// </summary>
    public double Cutoff { get; init; } = 4;

    /// <summary>
    /// Different pairs with both words known, dropped ones not counted, below which there is no map. 2 or more, default 30. Fewer pairs than a vector has numbers leave directions
    /// that nothing tells how to turn: train vectors of fewer numbers for a short lexicon.
    /// </summary>
    public int MinimumPairs { get; init; } = 30;

    /// <summary>Checks the options.</summary>
    /// <exception cref="UsageException">One is out of its range; the message names each.</exception>
    public void Validate() => new OptionFaults("mapping word vectors")
        .Require(Iterations is >= 1 and <= 100, Fault(nameof(Iterations), "from 1 to 100", Iterations))
        .Require(Folds is >= 2 and <= 100, Fault(nameof(Folds), "from 2 to 100", Folds))
        .Require(Cutoff is >= 1 and <= 100, Fault(nameof(Cutoff), "from 1 to 100", Cutoff))
        .Require(MinimumPairs >= 2, Fault(nameof(MinimumPairs), "at least 2", MinimumPairs))
        .ThrowIfAny();

    private static string Fault(string name, string range, object value) => string.Create(CultureInfo.InvariantCulture, $"{name} must be {range}, not {value}");
}
