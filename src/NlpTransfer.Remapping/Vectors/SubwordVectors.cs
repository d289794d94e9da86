using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>
/// The tokens of a vocabulary in a space of word vectors: each is the mean of the vectors of the words that hold it, weighted by the words' counts. Words are parted
/// both at the beginning of a text and after a blank.
/// </summary>
internal sealed class SubwordVectors
{
    private readonly Dictionary<int, int> _places = [];
    private readonly List<long> _counts = [];
    private float[] _values = [];

    private SubwordVectors(int dimension) => Dimension = dimension;

    public int Dimension { get; }

    /// <summary>The tokens that have a vector, ascending.</summary>
    public IReadOnlyList<int> Tokens { get; private set; } = [];

    /// <summary>Occurrences of the words that hold a token, each word twice.</summary>
    public long CountOf(int token) => _places.TryGetValue(token, out int place) ? _counts[place] : 0;

    /// <summary>A token's vector; the token has one.</summary>
    public ReadOnlySpan<float> this[int token] => _values.AsSpan(_places[token] * Dimension, Dimension);

    public static SubwordVectors Of(TextTokenizer tokenizer, WordVectors words, CancellationToken cancellation)
    {
        var vectors = new SubwordVectors(words.Dimension);
        string[] texts = [.. words.Words.SelectMany(word => (string[])[word, " " + word])];
        int[][] held = [.. tokenizer.EncodeBatch(texts, addSpecialTokens: false, cancellation).Select(encoding => encoding.Ids.Distinct().ToArray())];
        for (int text = 0; text < held.Length; text++)
        {
            foreach (int token in held[text])
            {
                if (vectors._places.TryAdd(token, vectors._counts.Count))
                    vectors._counts.Add(0);
                vectors._counts[vectors._places[token]] += words.CountOf(text / 2);
            }
        }

        vectors.Tokens = [.. vectors._places.Keys.Order()];
        vectors._values = vectors.Mean(words, held);
        return vectors;
    }

    private float[] Mean(WordVectors words, int[][] held)
    {
        var sums = new double[_counts.Count * Dimension];
        for (int text = 0; text < held.Length; text++)
        {
            ReadOnlySpan<float> vector = words.VectorOf(text / 2);
            foreach (int token in held[text])
            {
                int place = _places[token];
                double share = (double)words.CountOf(text / 2) / _counts[place];
                Span<double> sum = sums.AsSpan(place * Dimension, Dimension);
                for (int i = 0; i < sum.Length; i++)
                    sum[i] += share * vector[i];
            }
        }

        return [.. sums.Select(value => (float)value)];
    }
}
