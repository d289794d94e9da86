using System.Numerics.Tensors;
using NlpTransfer.Metrics;

namespace NlpTransfer.Training;

/// <summary>Retrieval of translations by the nearest vector.</summary>
internal static class Retrieval
{
    /// <summary>Scores vectors of unit length; row i of one side translates row i of the other.</summary>
    internal static RetrievalScore Score(float[][] sources, float[][] targets) =>
        new(WilsonInterval.Score(Hits(sources, targets), sources.Length), WilsonInterval.Score(Hits(targets, sources), targets.Length));

    /// <summary>Rows whose own translation is strictly nearer than every other: a tie is no answer.</summary>
    private static int Hits(float[][] queries, float[][] candidates)
    {
        int hits = 0;
        for (int query = 0; query < queries.Length; query++)
        {
            float own = TensorPrimitives.Dot<float>(queries[query], candidates[query]);
            bool nearest = true;
            for (int other = 0; other < candidates.Length && nearest; other++)
                nearest = other == query || TensorPrimitives.Dot<float>(queries[query], candidates[other]) < own;
            hits += nearest ? 1 : 0;
        }

        return hits;
    }
}
