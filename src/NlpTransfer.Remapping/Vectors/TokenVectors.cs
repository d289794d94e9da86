namespace NlpTransfer.Remapping;

/// <summary>
/// Auxiliary vectors of the tokens of one vocabulary: where a token is unlike any old one, they tell which of the tokens that were taken over it resembles. Some
/// tokens have none, because the text they were trained on never used them.
/// </summary>
public sealed class TokenVectors
{
    private readonly float[] _values;
    private readonly bool[] _known;

    /// <summary>Takes over a matrix.</summary>
    /// <param name="dimension">Numbers a vector; 1 or more.</param>
    /// <param name="values">The vectors one after the other, <c>[tokens, dimension]</c>; kept, not copied.</param>
    /// <param name="known">For each token whether it has a vector; kept, not copied.</param>
    /// <exception cref="UsageException">The lengths do not fit together.</exception>
    public TokenVectors(int dimension, float[] values, bool[] known)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(known);
        if (dimension < 1 || values.Length != (long)dimension * known.Length)
            throw new UsageException($"{known.Length} vectors of {dimension} numbers can't be cut from {values.Length} numbers; give tokens x dimension of them, and a dimension of at least 1.");
        (Dimension, _values, _known) = (dimension, values, known);
    }

    /// <summary>Numbers a vector.</summary>
    public int Dimension { get; }

    /// <summary>Number of tokens, known or not.</summary>
    public int Count => _known.Length;

    /// <summary>Number of tokens that have a vector.</summary>
    public int KnownCount => _known.Count(known => known);

    /// <summary>The vector of a token.</summary>
    /// <param name="id">The token's id.</param>
    /// <param name="vector">Its vector, <see cref="Dimension"/> numbers; empty where it has none.</param>
    /// <returns>Whether it has one.</returns>
    public bool TryGet(int id, out ReadOnlySpan<float> vector)
    {
        bool known = id >= 0 && id < _known.Length && _known[id];
        vector = known ? _values.AsSpan(id * Dimension, Dimension) : default;
        return known;
    }
}
