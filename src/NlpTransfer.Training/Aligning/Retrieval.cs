using NlpTransfer.Metrics;

namespace NlpTransfer.Training;

/// <summary>Retrieval of translations by the nearest vector.</summary>
internal static class Retrieval
{
    /// <summary>Scores vectors of unit length; row i of one side translates row i of the other.</summary>
    internal static RetrievalScore Score(float[][] sources, float[][] targets) =>
        new(WilsonInterval.Score(Hits(sources, targets), sources.Length), WilsonInterval.Score(Hits(targets, sources), targets.Length));

    private static int Hits(float[][] queries, float[][] candidates) => NearestNeighbours.Of(queries, candidates).Where((nearest, query) => nearest == query).Count();
}
