using System.Globalization;

namespace NlpTransfer.Remapping;

/// <summary>How <see cref="WordAligner"/> aligns.</summary>
public sealed record WordAlignmentOptions
{
    /// <summary>What is aligned; default words.</summary>
    public AlignmentUnit Unit { get; init; } = AlignmentUnit.Word;

    /// <summary>Passes of expectation maximisation; 1 to 100, default 5.</summary>
    public int Iterations { get; init; } = 5;

    /// <summary>How likely a word translates nothing; 0 to 0.9, default 0.08.</summary>
    public double NullProbability { get; init; } = 0.08;

    /// <summary>How strongly links keep to the diagonal at the beginning; it is learnt from there on, between 0.1 and 14, which is the range here too. Default 4.</summary>
    public double Tension { get; init; } = 4;

    /// <summary>
    /// The pseudo-count of the Dirichlet prior on translations, which makes rare words choose fewer (variational Bayes); 0 for none (maximum likelihood), at most 10, default 0.01.
    /// </summary>
    public double Prior { get; init; } = 0.01;

    /// <summary>How the two directions become one; default <see cref="Symmetrization.GrowDiagonalFinalAnd"/>.</summary>
    public Symmetrization Symmetrization { get; init; } = Symmetrization.GrowDiagonalFinalAnd;

    /// <summary>Old tokens that a new one is left with, those of the largest weights; 1 to 1,000, default 16.</summary>
    public int MaximumSources { get; init; } = 16;

    /// <summary>A new token whose places were aligned less often stays without; above 0, default 1.</summary>
    public double MinimumCount { get; init; } = 1;

    /// <summary>Pairs with more words (or tokens) on a side are left out and counted; 1 to 10,000, default 1,000.</summary>
    public int MaximumLength { get; init; } = 1000;

    /// <summary>
    /// How many different pairs of words are kept at most, 60 to 120 bytes each; beyond that those that met least are forgotten and counted. 1,000 to 200,000,000,
    /// default 10,000,000.
    /// </summary>
    public int MaximumEntries { get; init; } = 10_000_000;

    /// <summary>Checks the options.</summary>
    /// <exception cref="UsageException">One is out of its range; the message names each.</exception>
    public void Validate() => new OptionFaults("word alignment")
        .Require(Enum.IsDefined(Unit), Fault(nameof(Unit), "Word or Token", Unit))
        .Require(Iterations is >= 1 and <= 100, Fault(nameof(Iterations), "from 1 to 100", Iterations))
        .Require(NullProbability is >= 0 and <= 0.9, Fault(nameof(NullProbability), "from 0 to 0.9", NullProbability))
        .Require(Tension is >= DiagonalPrior.Least and <= DiagonalPrior.Most, Fault(nameof(Tension), "from 0.1 to 14", Tension))
        .Require(Prior is >= 0 and <= 10, Fault(nameof(Prior), "from 0 to 10", Prior))
        .Require(Enum.IsDefined(Symmetrization), Fault(nameof(Symmetrization), "GrowDiagonalFinalAnd or Intersection", Symmetrization))
        .Require(MaximumSources is >= 1 and <= 1000, Fault(nameof(MaximumSources), "from 1 to 1000", MaximumSources))
        .Require(MinimumCount > 0 && double.IsFinite(MinimumCount), Fault(nameof(MinimumCount), "above 0", MinimumCount))
        .Require(MaximumLength is >= 1 and <= 10_000, Fault(nameof(MaximumLength), "from 1 to 10000", MaximumLength))
        .Require(MaximumEntries is >= 1000 and <= 200_000_000, Fault(nameof(MaximumEntries), "from 1000 to 200000000", MaximumEntries))
        .ThrowIfAny();

    private static string Fault(string name, string range, object value) => string.Create(CultureInfo.InvariantCulture, $"{name} must be {range}, not {value}");
}
