using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>
/// Draws the dropout masks of one training step from the project's generator: the same seed and step give the same masks, and drawing them
/// vectorised costs a fraction of libtorch's own dropout. Each place where values are dropped has a stream of its own, numbered in the order of the calls.
/// </summary>
internal sealed class DropoutSource
{
    private readonly DropoutShares _shares;
    private readonly ulong _step;
    private readonly CounterRandom _random;
    private uint _site;

    /// <summary>Opens the masks of a step.</summary>
    /// <param name="probability">Share of hidden values set to zero, from 0 to below 1.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="step">The step.</param>
    /// <param name="attention">Share of attention weights set to zero; null for the same share.</param>
    internal DropoutSource(double probability, ulong seed, ulong step, double? attention = null)
        : this(new DropoutShares(probability, attention ?? probability), seed, step)
    {
    }

    /// <summary>Opens the masks of a step.</summary>
    /// <param name="shares">What is dropped.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="step">The step.</param>
    /// <param name="firstSite">The number of the first place: sources of one step that are used side by side must not share any.</param>
    internal DropoutSource(DropoutShares shares, ulong seed, ulong step, uint firstSite = 0)
    {
        foreach (double share in (ReadOnlySpan<double>)[shares.Hidden, shares.Attention, shares.Activation, shares.Layers])
            Checked(share);
        (_shares, _step, _site) = (shares, step, firstSite);
        _random = new CounterRandom(seed, "dropout");
    }

    /// <summary>Whether attention weights are dropped, which the fused attention can't do.</summary>
    internal bool DropsAttention => _shares.Attention > 0;

    /// <summary>Zeroes hidden values at random and scales the rest by 1 / (1 - p).</summary>
    internal Tensor Apply(Tensor input) => Drop(input, _shares.Hidden);

    /// <summary>Zeroes values with a probability of their own and scales the rest by 1 / (1 - p).</summary>
    internal Tensor Apply(Tensor input, double probability) => Drop(input, Checked(probability));

    /// <summary>Zeroes attention weights at random and scales the rest by 1 / (1 - p).</summary>
    internal Tensor ApplyToAttention(Tensor input) => Drop(input, _shares.Attention);

    /// <summary>Zeroes values inside a feed-forward part at random and scales the rest by 1 / (1 - p).</summary>
    internal Tensor ApplyToActivation(Tensor input) => Drop(input, _shares.Activation);

    /// <summary>Draws whether a whole layer is passed over.</summary>
    internal bool DropsLayer()
    {
        if (_shares.Layers == 0)
            return false;
        (uint key0, uint key1) = _random.Key;
        return CounterRandom.Block(0, (_step << 32) | _site++, key0, key1).Item1 < _shares.Layers * (1UL << 32);
    }

    private Tensor Drop(Tensor input, double probability)
    {
        if (probability == 0)
            return input;
        Tensor mask = empty(input.shape);
        // Step and site share the counter's high words, so that no two masks of a run overlap (2^32 of either).
        MaskGenerator.Fill(TensorMemory.Of(mask), probability, _random, (_step << 32) | _site++);
        return input * mask;
    }

    private static double Checked(double probability)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(probability);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(probability, 1);
        return probability;
    }
}
