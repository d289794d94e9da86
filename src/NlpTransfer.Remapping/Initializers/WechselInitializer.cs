using System.Numerics.Tensors;

namespace NlpTransfer.Remapping;

/// <summary>
/// WECHSEL (Minixhofer et al. 2022, "WECHSEL: Effective initialization of subword embeddings for cross-lingual transfer"): old and new tokens are put into one space of word
/// vectors, in which a new token is mixed of its nearest old ones by a softmax over their cosines.
/// </summary>
public sealed class WechselInitializer : IRemapInitializer
{
    // Tokens that are worked out at once, between two looks at the cancellation.
    private const int Batch = 256;

    private readonly WordVectors _source;
    private readonly WordVectors _target;
    private readonly float[,] _map;
    private readonly WechselOptions _options;

    /// <summary>Makes the initialiser.</summary>
    /// <param name="source">Words of the language that the model knows.</param>
    /// <param name="target">Words of the new language.</param>
    /// <param name="map">The orthogonal matrix that a source vector, a row, is multiplied with from the right to come into the target's space; <c>[dimension, dimension]</c>.</param>
    /// <param name="options">How neighbours are mixed; null for the defaults.</param>
    /// <exception cref="UsageException">The options are at fault (all faults are named), or the dimensions do not fit together.</exception>
    public WechselInitializer(WordVectors source, WordVectors target, float[,] map, WechselOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(map);
        (_source, _target, _map, _options) = (source, target, map, options ?? new WechselOptions());
        _options.Validate();
        if (map.GetLength(0) != source.Dimension || map.GetLength(1) != target.Dimension)
        {
            throw new UsageException($"Source vectors have {source.Dimension} numbers, target vectors {target.Dimension}, and the map between them is {map.GetLength(0)} x {map.GetLength(1)}; " +
                "make the map from these vectors.");
        }
    }

    /// <inheritdoc/>
    public string Name => "wechsel";

    /// <inheritdoc/>
    public string Evidence => $"words that hold it occur at least {_options.MinimumCount} times, and the lexicon leads to the {_options.Neighbours} old tokens nearest to it";

    /// <inheritdoc/>
    public IEnumerable<RemapRow> Express(RemapContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        SubwordVectors source = SubwordVectors.Of(context.Old, _source, cancellation), target = SubwordVectors.Of(context.New, _target, cancellation);
        int[] old = [.. source.Tokens.Where(token => !PieceForm.IsAdded(context.Old, token) && token != context.Old.SpecialTokens.Unknown)];
        int[] wanted =
        [
            // Each word was counted twice, with and without a blank before it.
            .. context.Tokens.Where(token => target.CountOf(token) >= 2 * _options.MinimumCount && !PieceForm.IsAdded(context.New, token) && token != context.New.SpecialTokens.Unknown),
        ];
        float[] space = Mapped(source, old);
        foreach (int[] batch in wanted.Chunk(Batch))
        {
            cancellation.ThrowIfCancellationRequested();
            var rows = new RemapRow[batch.Length][];
            Parallel.For(0, batch.Length, place => rows[place] = Mixture(batch[place], target[batch[place]], old, space));
            foreach (RemapRow row in rows.SelectMany(list => list))
                yield return row;
        }
    }

    /// <summary>The old tokens in the target's space at unit length, one after the other.</summary>
    private float[] Mapped(SubwordVectors source, int[] old)
    {
        int width = _map.GetLength(1);
        var (space, mapped) = (new float[old.Length * width], new float[width]);
        for (int place = 0; place < old.Length; place++)
        {
            ReadOnlySpan<float> vector = source[old[place]];
            for (int column = 0; column < width; column++)
            {
                double sum = 0;
                for (int i = 0; i < vector.Length; i++)
                    sum += (double)vector[i] * _map[i, column];
                mapped[column] = (float)sum;
            }

            UnitVector.Write(mapped, space.AsSpan(place * width, width));
        }

        return space;
    }

    private RemapRow[] Mixture(int token, ReadOnlySpan<float> vector, int[] old, float[] space)
    {
        int width = vector.Length;
        var unit = new float[width];
        UnitVector.Write(vector, unit);
        var nearest = new (float Cosine, int Place)[Math.Min(_options.Neighbours, old.Length)];
        int found = 0;
        for (int place = 0; place < old.Length; place++)
        {
            float cosine = TensorPrimitives.Dot(unit, space.AsSpan(place * width, width));
            // Of equals the first stays.
            if (found == nearest.Length && !(cosine > nearest[^1].Cosine))
                continue;
            int at = found < nearest.Length ? found++ : found - 1;
            for (; at > 0 && cosine > nearest[at - 1].Cosine; at--)
                nearest[at] = nearest[at - 1];
            nearest[at] = (cosine, place);
        }

        var weights = new OldWeights();
        foreach ((float cosine, int place) in nearest.AsSpan(0, found))
            weights.Add(old[place], Math.Exp((cosine - nearest[0].Cosine) / _options.Temperature));
        return [.. weights.Rows(token, Name)];
    }
}
