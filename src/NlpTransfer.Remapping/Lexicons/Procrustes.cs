using System.Globalization;

namespace NlpTransfer.Remapping;

/// <summary>
/// Maps the word vectors of the language that the model knows into the space of the new language's by a word list (Mikolov et al. 2013; orthogonal: Xing et al. 2015).
/// Word lists of small languages are noisy: by default each pair is judged by the map of the others and weighed accordingly.
/// </summary>
public static class Procrustes
{
    /// <summary>Finds the map. The same input gives the same bytes.</summary>
    /// <param name="source">Words of the language that the model knows.</param>
    /// <param name="target">Words of the new language, in vectors of the same dimension.</param>
    /// <param name="lexicon">Word pairs; those with a word that has no vector are passed over.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Hears of rounds done; null for nobody.</param>
    /// <param name="cancellation">Stops between solutions.</param>
    /// <exception cref="UsageException">Options are out of their ranges, or the dimensions differ.</exception>
    /// <exception cref="BadDataException">Too few pairs have vectors, or too few are left when those that do not fit are dropped.</exception>
    public static ProcrustesResult Fit(
        WordVectors source,
        WordVectors target,
        Lexicon lexicon,
        ProcrustesOptions? options = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(lexicon);
        options ??= new ProcrustesOptions();
        options.Validate();
        if (source.Dimension != target.Dimension)
            throw new UsageException($"Source vectors have {source.Dimension} numbers and target vectors {target.Dimension}, but only spaces of one dimension can be turned into each other; train both with the same.");
        List<WordMatch> matches = LexiconMatches.Find(lexicon, source, target);
        RequireMatches(matches.Count, lexicon, source, target, options);
        float[][] x = [.. matches.Select(match => Vector(source.VectorOf(match.Source), options))], y = [.. matches.Select(match => Vector(target.VectorOf(match.Target), options))];
        double[] found = [.. matches.Select(match => match.Weight)];
        if (!options.Robust)
            return new ProcrustesResult(Single(OrthogonalMap.Solve(x, y, found)), matches.Count, [], null);
        (double[] weights, double cosine) = Weigh(matches, x, y, options, progress, cancellation);
        LexiconPair[] dropped = [.. matches.Where((_, i) => weights[i] == 0).Select(match => match.Pair)];
        if (matches.Count - dropped.Length < options.MinimumPairs)
        {
            throw new BadDataException(string.Create(CultureInfo.InvariantCulture,
                $"Of {matches.Count:N0} pairs of the lexicon that have vectors, {dropped.Length:N0} do not fit the others, which leaves {matches.Count - dropped.Length:N0}, fewer than {options.MinimumPairs:N0} (MinimumPairs); give a longer or cleaner lexicon, or more text."));
        }

        return new ProcrustesResult(Single(OrthogonalMap.Solve(x, y, weights)), matches.Count, dropped, cosine);
    }

    private static (double[] Weights, double Cosine) Weigh(
        List<WordMatch> matches, float[][] x, float[][] y, ProcrustesOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        double[] found = [.. matches.Select(match => match.Weight)], weights = found;
        int[] folds = Folds(matches, options.Folds);
        double cosine = 0;
        for (int iteration = 1; iteration <= options.Iterations; iteration++)
        {
            double[] fits = new double[matches.Count];
            for (int fold = 0; fold < options.Folds; fold++)
            {
                cancellation.ThrowIfCancellationRequested();
                double[,] map = OrthogonalMap.Solve(x, y, [.. weights.Select((weight, i) => folds[i] == fold ? 0 : weight)]);
                for (int i = 0; i < fits.Length; i++)
                {
                    if (folds[i] == fold)
                        fits[i] = OrthogonalMap.Cosine(map, x[i], y[i]);
                }
            }

            // Angles, unlike cosines, scatter alike to both sides.
            double[] factors = RobustWeights.Of(Array.ConvertAll(fits, fit => -Math.Acos(Math.Clamp(fit, -1, 1))), weights, options.Cutoff);
            weights = [.. found.Select((weight, i) => weight * factors[i])];
            cosine = fits.Where((_, i) => weights[i] > 0).DefaultIfEmpty().Average();
            progress?.Report(new WorkProgress("weighing word pairs", iteration, options.Iterations));
        }

        return (weights, cosine);
    }

    // All pairs of a source word in one part: its vector must not help to judge itself.
    private static int[] Folds(List<WordMatch> matches, int folds)
    {
        Dictionary<int, int> numbers = [];
        return [.. matches.Select(match => numbers.TryGetValue(match.Source, out int number) ? number % folds : (numbers[match.Source] = numbers.Count) % folds)];
    }

    private static float[] Vector(ReadOnlySpan<float> vector, ProcrustesOptions options)
    {
        float[] copy = vector.ToArray();
        if (options.UnitLength)
            UnitVector.Write(vector, copy);
        return copy;
    }

    private static float[,] Single(double[,] map)
    {
        float[,] single = new float[map.GetLength(0), map.GetLength(1)];
        for (int row = 0; row < single.GetLength(0); row++)
        {
            for (int column = 0; column < single.GetLength(1); column++)
                single[row, column] = (float)map[row, column];
        }

        return single;
    }

    private static void RequireMatches(int count, Lexicon lexicon, WordVectors source, WordVectors target, ProcrustesOptions options)
    {
        if (count >= options.MinimumPairs)
            return;
        string sizes = string.Create(CultureInfo.InvariantCulture, $"({source.Words.Count:N0} source words and {target.Words.Count:N0} target words have one)");
        throw new BadDataException(count == 0
            ? string.Create(CultureInfo.InvariantCulture, $"None of the lexicon's {lexicon.Pairs.Count:N0} pairs has vectors for both words {sizes}; check that it belongs to these languages, or train vectors on more text.")
            : string.Create(CultureInfo.InvariantCulture, $"Only {count:N0} of the lexicon's {lexicon.Pairs.Count:N0} pairs have vectors for both words {sizes}, fewer than {options.MinimumPairs:N0} (MinimumPairs); give a longer lexicon, or train vectors on more text."));
    }
}
