namespace NlpTransfer.LinearModels.Tests;

/// <summary>Rows made of a few syllables and a direction for each class, so that there is something to learn.</summary>
internal static class Synthetic
{
    private static readonly string[] Syllables = ["ba", "de", "gi", "ko", "lu", "ma", "ne", "po", "ri", "su", "ta", "vo"];

    public static DenseMatrix Gaussian(int rows, int columns, ulong seed)
    {
        var random = new CounterRandom(seed, "test.gaussian");
        var matrix = new DenseMatrix(rows, columns);
        for (int i = 0; i < matrix.Values.Length; i++)
            matrix.Values[i] = random.NextGaussian();
        return matrix;
    }

    /// <summary>Labelled rows with vectors.</summary>
    /// <param name="count">Number of rows.</param>
    /// <param name="classes">Number of classes, each about as frequent.</param>
    /// <param name="dimension">Width of the vectors.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="signal">How far the vectors of a class lie from the others, in standard deviations.</param>
    /// <param name="letterSignal">Share of the syllables that the class decides.</param>
    /// <param name="words">Words in a text.</param>
    public static LabeledRows Rows(int count, int classes, int dimension, ulong seed, double signal = 1, double letterSignal = 0.5, int words = 5)
    {
        DenseMatrix centers = Gaussian(classes, dimension, 99);
        var random = new CounterRandom(seed, "test.rows");
        string[] texts = new string[count], labels = new string[count];
        float[][] vectors = new float[count][];
        for (int row = 0; row < count; row++)
        {
            int label = row % classes;
            labels[row] = $"label {label}";
            texts[row] = string.Join(' ', Enumerable.Range(0, words).Select(_ => string.Concat(Enumerable.Range(0, 3).Select(_ =>
                Syllables[random.NextDouble() < letterSignal ? (label * 5 + random.NextInt32(3)) % Syllables.Length : random.NextInt32(Syllables.Length)]))));
            vectors[row] = [.. Enumerable.Range(0, dimension).Select(i => (float)(0.7 + random.NextGaussian() + signal * centers[label, i]))];
        }

        return new() { Language = "made", Texts = texts, Labels = labels, Vectors = vectors, Groups = [.. Enumerable.Range(0, count).Select(i => $"{i}")] };
    }

    public static double Accuracy(CombinedClassifier classifier, LabeledRows rows) =>
        classifier.Classify(rows.Texts, rows.Vectors).Select((result, i) => classifier.Labels[result.Best] == rows.Labels[i] ? 1.0 : 0).Average();
}
