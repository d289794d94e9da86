using MathNet.Numerics;

namespace NlpTransfer.Remapping.Tests;

/// <summary>IBM model 1 with a diagonal prior as one would write it down from the paper: dictionaries and sums, for small corpora.</summary>
internal sealed class PlainModel(double nullProbability, double tension, double prior)
{
    private const string Nothing = "";

    private readonly Dictionary<(string Given, string Generated), double> _probabilities = [];
    private double _tension = tension;

    /// <summary>One pass.</summary>
    /// <returns>The perplexity under the probabilities before it.</returns>
    public double Pass(IReadOnlyList<(string[] Given, string[] Generated)> pairs)
    {
        var counts = new Dictionary<(string Given, string Generated), double>();
        double log = 0, distance = 0, words = pairs.Sum(pair => pair.Generated.Length);
        foreach ((string[] given, string[] generated) in pairs)
        {
            for (int j = 0; j < generated.Length; j++)
            {
                double[] weights = Weights(j, generated.Length, given.Length);
                double nothing = nullProbability * Get(Nothing, generated[j]);
                double[] scores = [.. given.Select((word, i) => (1 - nullProbability) * weights[i] * Get(word, generated[j]))];
                double sum = nothing + scores.Sum();
                log += Math.Log(sum);
                Add(Nothing, generated[j], nothing / sum);
                for (int i = 0; i < given.Length; i++)
                {
                    Add(given[i], generated[j], scores[i] / sum);
                    distance += scores[i] / sum * Distance(i, given.Length, j, generated.Length);
                }
            }
        }

        int vocabulary = counts.Keys.Select(key => key.Generated).Distinct().Count();
        foreach (IGrouping<string, KeyValuePair<(string Given, string Generated), double>> row in counts.GroupBy(pair => pair.Key.Given))
        {
            double total = row.Sum(pair => pair.Value), kinds = row.Key == Nothing ? vocabulary : row.Count();
            foreach (KeyValuePair<(string Given, string Generated), double> pair in row)
                _probabilities[pair.Key] = prior > 0 ? Math.Exp(SpecialFunctions.DiGamma(pair.Value + prior) - SpecialFunctions.DiGamma(total + (prior * kinds))) : pair.Value / total;
        }

        for (int step = 0; step < 8; step++)
        {
            double expected = pairs.Sum(pair => Enumerable.Range(0, pair.Generated.Length).Sum(j =>
                Weights(j, pair.Generated.Length, pair.Given.Length).Select((weight, i) => weight * Distance(i, pair.Given.Length, j, pair.Generated.Length)).Sum()));
            _tension = Math.Clamp(_tension + (20 * ((expected / words) - (distance / words))), 0.1, 14);
        }

        return Math.Exp(-log / words);

        void Add(string given, string generated, double count) => counts[(given, generated)] = counts.GetValueOrDefault((given, generated)) + count;
    }

    private double Get(string given, string generated) => _probabilities.GetValueOrDefault((given, generated), 1);

    private double[] Weights(int j, int generated, int given)
    {
        double[] weights = [.. Enumerable.Range(0, given).Select(i => Math.Exp(-_tension * Distance(i, given, j, generated)))];
        return [.. weights.Select(weight => weight / weights.Sum())];
    }

    private static double Distance(int i, int given, int j, int generated) => Math.Abs(((i + 1.0) / given) - ((j + 1.0) / generated));
}
