namespace NlpTransfer.Tokenization;

/// <summary>
/// Counts how often each piece is expected in the words, over all ways to write them: forward and backward sums over each word's lattice (Kudo 2018, section 3.2).
/// Probabilities are scaled by a factor a symbol, so that sums over a word stay near one; where they don't, the word is done in logarithms.
/// </summary>
internal sealed class ExpectationStep(TrainingWords words, WordLattices lattices, PieceInventory pieces)
{
    private double _scale = 3;

    /// <summary>Sums over all words.</summary>
    /// <returns>The expected count of each piece.</returns>
    public double[] Run(int threads, CancellationToken cancellationToken)
    {
        var weights = new double[pieces.Count];
        for (int piece = 0; piece < weights.Length; piece++)
            weights[piece] = Math.Exp(pieces.Scores[piece] + (_scale * pieces.Lengths[piece]));
        var expected = new double[WordParts.Count][];
        var likelihoods = new double[WordParts.Count];
        WordParts.Run(
            words,
            threads,
            (part, first, end) =>
            {
                var counts = new double[pieces.Count];
                var forward = new double[WordCounter.LongestWord + 2];
                var backward = new double[WordCounter.LongestWord + 2];
                double likelihood = 0;
                for (int word = first; word < end; word++)
                {
                    int length = words.EndOf(word) - words.Starts[word];
                    if (length >= forward.Length)
                        (forward, backward) = (new double[length + 1], new double[length + 1]);
                    likelihood += words.Counts[word] * Add(word, length, weights, counts, forward, backward);
                }

                (expected[part], likelihoods[part]) = (counts, likelihood);
            },
            cancellationToken);
        for (int part = 1; part < WordParts.Count; part++)
        {
            for (int piece = 0; piece < pieces.Count; piece++)
                expected[0][piece] += expected[part][piece];
        }

        _scale = Math.Clamp(-likelihoods.Sum() / Symbols(), 0.5, 20);
        return expected[0];
    }

    private double Symbols()
    {
        double symbols = 0;
        for (int word = 0; word < words.Count; word++)
            symbols += (double)words.Counts[word] * (words.EndOf(word) - words.Starts[word]);
        return symbols;
    }

    /// <summary>Adds one word.</summary>
    /// <returns>The logarithm of its probability.</returns>
    private double Add(int word, int length, double[] weights, double[] expected, double[] forward, double[] backward)
    {
        int place = words.Starts[word];
        ReadOnlySpan<int> symbols = words.Symbols.AsSpan(place, length);
        ReadOnlySpan<int> starts = lattices.Starts.AsSpan(place, length + 1);
        uint[] edges = lattices.Edges;
        forward.AsSpan(0, length + 1).Clear();
        forward[0] = 1;
        for (int i = 0; i < symbols.Length; i++)
        {
            double here = forward[i];
            forward[i + 1] += here * weights[symbols[i] - 1];
            for (int k = starts[i]; k < starts[i + 1]; k++)
            {
                uint edge = edges[k];
                forward[i + (int)(edge & WordLattices.LengthMask)] += here * weights[edge >> WordLattices.LengthBits];
            }
        }

        double all = forward[length];
        if (!(all is > 1e-280 and < 1e280))
            return new LogarithmicLattice(symbols, starts, edges, pieces.Scores).Add(words.Counts[word], expected);
        double share = words.Counts[word] / all;
        backward[length] = share;
        for (int i = symbols.Length - 1; i >= 0; i--)
        {
            double here = forward[i];
            int single = symbols[i] - 1;
            double sum = weights[single] * backward[i + 1];
            expected[single] += here * sum;
            for (int k = starts[i]; k < starts[i + 1]; k++)
            {
                uint edge = edges[k];
                uint piece = edge >> WordLattices.LengthBits;
                double rest = weights[piece] * backward[i + (int)(edge & WordLattices.LengthMask)];
                expected[piece] += here * rest;
                sum += rest;
            }

            backward[i] = sum;
        }

        return Math.Log(all) - (_scale * length);
    }
}
