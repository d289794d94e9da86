namespace NlpTransfer.Training;

/// <summary>
/// An upper estimate of the memory that a training process holds while a step is computed, as a function of sizes alone: runtime, weights, gradients, the optimiser's two moments, what
/// layers keep for the way back, attention, and logits. Its constants are counts of what the layers' operations keep, measured against real runs.
/// </summary>
internal sealed record StepMemory
{
    /// <summary>What the runtime, libtorch and their buffers hold whatever the model.</summary>
    internal const long Runtime = 350_000_000;

    /// <summary>Allocators keep more than they give out.</summary>
    private const double Slack = 1.15;

    /// <summary>Layers, of which those that train keep what they computed.</summary>
    internal required int Layers { get; init; }

    /// <summary>How many of the upper layers train.</summary>
    internal required int TrainedLayers { get; init; }

    /// <summary>Width of states.</summary>
    internal required int Hidden { get; init; }

    /// <summary>Width of the feed-forward layers.</summary>
    internal required int Intermediate { get; init; }

    /// <summary>Attention heads.</summary>
    internal required int Heads { get; init; }

    /// <summary>Ids over which a guess is spread.</summary>
    internal int Vocabulary { get; init; }

    /// <summary>Values of all models that are held.</summary>
    internal required long Weights { get; init; }

    /// <summary>Values that train.</summary>
    internal required long Trained { get; init; }

    /// <summary>Copies of the values that train, beside gradient and moments: the best ones, an average, where they began.</summary>
    internal int Copies { get; init; } = 1;

    /// <summary>Whether values inside layers are dropped, for which masks are kept, and attention is computed in steps.</summary>
    internal bool Drops { get; init; }

    /// <summary>Whether an activation is made of several operations, each of which keeps something.</summary>
    internal bool ActsInSteps { get; init; }

    /// <summary>Whether factors are rounded to bfloat16, which are kept beside the singles.</summary>
    internal bool Rounds { get; init; }

    /// <summary>Whether layers read from an encoder too.</summary>
    internal bool Crosses { get; init; }

    /// <summary>Bytes of texts, and of whatever else is held in memory all the time.</summary>
    internal long Held { get; init; }

    /// <summary>What is held between steps, and what a step holds whatever its batch.</summary>
    internal long Fixed => Runtime + Held + (long)(Slack * sizeof(float) * ((2.0 * Weights) + ((5.0 + (2 * Copies)) * Trained) + (TrainedLayers * JoinedWeights)));

    // While weights are read and written a copy of them lies in the runtime's memory, until it is collected. Of what trains there are a gradient, two moments, and while gradients of parts are added up as good as two more of them; a copy that is taken anew stands beside the old one until
    // that is collected.
    // Queries, keys and values are joined to one matrix anew at each step; rounded factors are half a copy of all matrices.
    private double JoinedWeights => (3.0 * Hidden * Hidden) + (Rounds ? 0.5 * ((4.0 * Hidden * Hidden) + (2.0 * Hidden * Intermediate)) : 0);

    /// <summary>Bytes that are held while a batch is learnt from.</summary>
    /// <param name="rows">Sequences.</param>
    /// <param name="length">Tokens of each, padding included.</param>
    /// <param name="guesses">Places at which logits over the vocabulary are computed.</param>
    internal long Of(int rows, int length, int guesses)
    {
        double tokens = (double)rows * length;
        double kept = (TrainedLayers * ((Crosses ? 18.0 : 11.0) * Hidden + ((ActsInSteps ? 9 : 2) * Intermediate) + (Drops ? 4 * Hidden : 0) + (Rounds ? (3.0 * Hidden) + (0.5 * Intermediate) : 0)))
            + (TrainedLayers * Attention(length));
        return Fixed + (long)(Slack * sizeof(float) * ((tokens * (kept + Working(length) + (4.0 * Hidden))) + Logits(guesses)));
    }

    /// <summary>Bytes that are held while a batch is only read.</summary>
    /// <param name="rows">As above.</param>
    /// <param name="length">As above.</param>
    /// <param name="guesses">As above.</param>
    /// <remarks>What a layer gives lives as long as its batch, whether or not anybody goes back by it.</remarks>
    internal long OfReading(int rows, int length, int guesses) => (this with { TrainedLayers = Layers, Drops = false }).Of(rows, length, guesses);

    /// <summary>What one layer holds a token while it is computed, forwards or backwards.</summary>
    private double Working(int length) => (6.0 * Hidden) + ((ActsInSteps ? 4 : 2) * Intermediate) + Attention(length);

    /// <summary>Scores and weights of attention a token: fused attention keeps none of them, but reads a mask.</summary>
    private double Attention(int length) => Drops ? 5.0 * Heads * length : Heads + length;

    private double Logits(int guesses) => guesses * ((3.0 * Vocabulary) + (6.0 * Hidden));
}
