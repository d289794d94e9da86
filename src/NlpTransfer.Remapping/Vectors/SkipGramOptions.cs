using System.Globalization;

namespace NlpTransfer.Remapping;

/// <summary>How vectors are trained by <see cref="SkipGram"/>. The defaults are fastText's but for the negatives' distribution, which is word2vec's.</summary>
public sealed record SkipGramOptions
{
    /// <summary>Numbers a vector; 1 to 1,024, default 100.</summary>
    public int Dimension { get; init; } = 100;

    /// <summary>Tokens or words to each side that a vector learns to predict, at most: each place draws its own number from 1 to this. 1 to 100, default 5.</summary>
    public int Window { get; init; } = 5;

    /// <summary>Drawn words that each prediction is told apart from; 1 to 64, default 5.</summary>
    public int Negatives { get; init; } = 5;

    /// <summary>Passes over the text; 1 to 1,000, default 5. Little text wants more.</summary>
    public int Epochs { get; init; } = 5;

    /// <summary>Tokens or words that occur less often get no vector and are passed over; 1 or more, default 5.</summary>
    public int MinimumCount { get; init; } = 5;

    /// <summary>The step at the beginning, from which it falls to nothing in a straight line; above 0, at most 1, default 0.05.</summary>
    public float LearningRate { get; init; } = 0.05f;

    /// <summary>
    /// The share of the text above which a word counts as frequent: of a word of share f only about the share sqrt(t / f) of its places is kept. Above 0, at most 1
    /// (1 keeps all); default 0.0001.
    /// </summary>
    public double Subsampling { get; init; } = 1e-4;

    /// <summary>The shortest letter sequence that has a vector of its own, in code points, the marks at a word's ends counted; 1 to 16, default 3.</summary>
    public int MinimumNgram { get; init; } = 3;

    /// <summary>The longest; 0 for none, so that each word stands for itself alone, or <see cref="MinimumNgram"/> to 16; default 6.</summary>
    public int MaximumNgram { get; init; } = 6;

    /// <summary>
    /// How many different vectors letter sequences share by their hash; 1 to 100,000,000, default 2,000,000. Only those that the words of the text use take memory. Without effect where
    /// <see cref="MaximumNgram"/> is 0.
    /// </summary>
    public int Buckets { get; init; } = 2_000_000;

    /// <summary>Words that get a vector at most, the most frequent ones; 1 to 10,000,000, default 500,000. Tokens are never too many.</summary>
    public int MaximumWords { get; init; } = 500_000;

    /// <summary>
    /// Whether the vectors, brought to unit length, have their mean taken away at the end, so that what is left tells them apart. Default true; fastText does not.
    /// </summary>
    public bool Centred { get; init; } = true;

    /// <summary>Every random choice follows from it; default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Checks the options.</summary>
    /// <exception cref="UsageException">One is out of its range; the message names each.</exception>
    public void Validate() => new OptionFaults("skip-gram vectors")
        .Require(Dimension is >= 1 and <= 1024, Fault(nameof(Dimension), "from 1 to 1024", Dimension))
        .Require(Window is >= 1 and <= 100, Fault(nameof(Window), "from 1 to 100", Window))
        .Require(Negatives is >= 1 and <= 64, Fault(nameof(Negatives), "from 1 to 64", Negatives))
        .Require(Epochs is >= 1 and <= 1000, Fault(nameof(Epochs), "from 1 to 1000", Epochs))
        .Require(MinimumCount >= 1, Fault(nameof(MinimumCount), "at least 1", MinimumCount))
        .Require(LearningRate is > 0 and <= 1, Fault(nameof(LearningRate), "above 0, at most 1", LearningRate))
        .Require(Subsampling is > 0 and <= 1, Fault(nameof(Subsampling), "above 0, at most 1", Subsampling))
        .Require(MinimumNgram is >= 1 and <= 16, Fault(nameof(MinimumNgram), "from 1 to 16", MinimumNgram))
        .Require(MaximumNgram == 0 || (MaximumNgram >= MinimumNgram && MaximumNgram <= 16), Fault(nameof(MaximumNgram), "0, or from MinimumNgram to 16", MaximumNgram))
        .Require(Buckets is >= 1 and <= 100_000_000, Fault(nameof(Buckets), "from 1 to 100000000", Buckets))
        .Require(MaximumWords is >= 1 and <= 10_000_000, Fault(nameof(MaximumWords), "from 1 to 10000000", MaximumWords))
        .ThrowIfAny();

    private static string Fault(string name, string range, object value) => string.Create(CultureInfo.InvariantCulture, $"{name} must be {range}, not {value}");
}
