namespace NlpTransfer.Tokenization;

/// <summary>Forward and backward sums over one word's lattice in logarithms, for words whose probability has no place in a double.</summary>
internal readonly ref struct LogarithmicLattice(ReadOnlySpan<int> symbols, ReadOnlySpan<int> starts, uint[] edges, double[] scores)
{
    private readonly ReadOnlySpan<int> _symbols = symbols;
    private readonly ReadOnlySpan<int> _starts = starts;

    /// <summary>Adds the word to the expected counts.</summary>
    /// <returns>The logarithm of its probability.</returns>
    public double Add(long count, double[] expected)
    {
        int length = _symbols.Length;
        var forward = new double[length + 1];
        var backward = new double[length + 1];
        forward.AsSpan(1).Fill(double.NegativeInfinity);
        backward.AsSpan(0, length).Fill(double.NegativeInfinity);
        for (int i = 0; i < length; i++)
        {
            forward[i + 1] = Sum(forward[i + 1], forward[i] + scores[_symbols[i] - 1]);
            for (int k = _starts[i]; k < _starts[i + 1]; k++)
            {
                ref double end = ref forward[i + (int)(edges[k] & WordLattices.LengthMask)];
                end = Sum(end, forward[i] + scores[edges[k] >> WordLattices.LengthBits]);
            }
        }

        double all = forward[length];
        for (int i = length - 1; i >= 0; i--)
        {
            backward[i] = Way(expected, count, forward[i] - all, scores[_symbols[i] - 1] + backward[i + 1], _symbols[i] - 1);
            for (int k = _starts[i]; k < _starts[i + 1]; k++)
            {
                int piece = (int)(edges[k] >> WordLattices.LengthBits);
                backward[i] = Sum(backward[i], Way(expected, count, forward[i] - all, scores[piece] + backward[i + (int)(edges[k] & WordLattices.LengthMask)], piece));
            }
        }

        return all;
    }

    private static double Way(double[] expected, long count, double before, double rest, int piece)
    {
        expected[piece] += count * Math.Exp(before + rest);
        return rest;
    }

    private static double Sum(double left, double right)
    {
        (double larger, double smaller) = left > right ? (left, right) : (right, left);
        return double.IsNegativeInfinity(smaller) ? larger : larger + Math.Log(1 + Math.Exp(smaller - larger));
    }
}
