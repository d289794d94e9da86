namespace NlpTransfer.Remapping.Tests;

/// <summary>Two spaces of word vectors of which one is the other turned, with a little noise, and word lists between them.</summary>
internal sealed class RotatedSpaces
{
    public const int Dimension = 12;
    public const int Words = 300;

    private readonly CounterRandom _random = new(5, "rotated-spaces");

    public RotatedSpaces(double noise = 0.3)
    {
        Rotation = OrthogonalMap.Solve(Gaussian(60), Gaussian(60), [.. Enumerable.Repeat(1.0, 60)]);
        float[][] source = Gaussian(Words);
        float[][] target = [.. source.Select(vector => Enumerable.Range(0, Dimension).Select(column =>
            (float)(Enumerable.Range(0, Dimension).Sum(row => vector[row] * Rotation[row, column]) + (noise * _random.NextGaussian()))).ToArray())];
        Source = new WordVectors([.. Names("en")], [.. Enumerable.Repeat(1L, Words)], Dimension, [.. source.SelectMany(vector => vector)]);
        Target = new WordVectors([.. Names("yo")], [.. Enumerable.Repeat(1L, Words)], Dimension, [.. target.SelectMany(vector => vector)]);
    }

    public double[,] Rotation { get; }

    public WordVectors Source { get; }

    public WordVectors Target { get; }

    /// <summary>The first pairs right, further ones nonsense.</summary>
    public static Lexicon Lexicon(int right, int wrong) => new(
        [.. Enumerable.Range(0, right).Select(i => new LexiconPair($"en{i}", $"yo{i}")), .. Enumerable.Range(0, wrong).Select(i => new LexiconPair($"en{i + 150}", $"yo{(i * 7) % Words}"))]);

    /// <summary>The largest difference from the rotation.</summary>
    public double Error(float[,] map) => Enumerable.Range(0, Dimension).SelectMany(row => Enumerable.Range(0, Dimension).Select(column => Math.Abs(map[row, column] - Rotation[row, column]))).Max();

    private static IEnumerable<string> Names(string language) => Enumerable.Range(0, Words).Select(i => $"{language}{i}");

    private float[][] Gaussian(int count) => [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, Dimension).Select(_ => (float)_random.NextGaussian()).ToArray())];
}
