using System.Numerics.Tensors;

namespace NlpTransfer.Metrics;

/// <summary>
/// The nearest of some vectors to each of others: how retrieval of translations is measured (Artetxe and Schwenk 2019, <i>Massively Multilingual Sentence Embeddings</i>, on Tatoeba).
/// </summary>
public static class NearestNeighbours
{
    /// <summary>Finds for each query the candidate with the largest inner product, which for vectors of unit length is the one with the largest cosine.</summary>
    /// <param name="queries">Vectors of one width.</param>
    /// <param name="candidates">Vectors of the same width; may be none.</param>
    /// <returns>For each query the place of its nearest candidate; -1 where several are equally near, since a tie is no answer, and where there is none.</returns>
    public static int[] Of(IReadOnlyList<float[]> queries, IReadOnlyList<float[]> candidates)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(candidates);
        return [.. queries.Select(query => Nearest(query, candidates))];
    }

    private static int Nearest(float[] query, IReadOnlyList<float[]> candidates)
    {
        int nearest = -1;
        float largest = float.NegativeInfinity;
        for (int place = 0; place < candidates.Count; place++)
        {
            float product = TensorPrimitives.Dot<float>(query, candidates[place]);
            if (product == largest)
                nearest = -1;
            if (product > largest)
                (nearest, largest) = (place, product);
        }

        return nearest;
    }
}
