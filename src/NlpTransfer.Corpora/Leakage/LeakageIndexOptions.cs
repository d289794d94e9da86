namespace NlpTransfer.Corpora;

/// <summary>What counts as nearly the same text.</summary>
public sealed record LeakageIndexOptions
{
    /// <summary>
    /// The share of the shorter text's character shingles (sets of 5 characters of the normalised text) that must stand in the longer one, as MinHash estimates it;
    /// above 0 to 1, default 0.8. Texts of fewer than 16 shingles are compared whole only. The chance to find a pair falls below 0.9 where the longer text has more than about three times the shingles of the shorter.
    /// </summary>
    public double NearContainment { get; init; } = 0.8;

    /// <summary>Checks the options.</summary>
    /// <exception cref="UsageException">Names every fault.</exception>
    public void Validate()
    {
        if (!(NearContainment is > 0 and <= 1))
            throw new UsageException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"NearContainment is {NearContainment}, but must be above 0 and at most 1."));
    }
}
