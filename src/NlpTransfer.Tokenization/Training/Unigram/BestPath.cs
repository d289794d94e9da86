namespace NlpTransfer.Tokenization;

/// <summary>The most probable way to write a word in pieces (Viterbi 1967); the arrays serve one word after the other.</summary>
internal sealed class BestPath(int longest)
{
    private double[] _scores = new double[longest + 1];
    private int[] _pieces = new int[longest + 1];
    private int[] _starts = new int[longest + 1];
    private int[] _path = new int[longest + 1];
    private int _first;

    /// <summary>The pieces of the way found last, in order.</summary>
    public ReadOnlySpan<int> Pieces => _path.AsSpan(_first);

    /// <summary>Finds the best way.</summary>
    /// <param name="symbols">The word, or a part of one.</param>
    /// <param name="lattices">The edges of all words.</param>
    /// <param name="place">Where the word stands among them.</param>
    /// <param name="scores">The score of each piece.</param>
    /// <param name="except">A piece that is not to be used, or -1.</param>
    /// <returns>The way's score.</returns>
    public double Find(ReadOnlySpan<int> symbols, WordLattices lattices, int place, double[] scores, int except)
    {
        int length = symbols.Length;
        if (length >= _scores.Length)
            (_scores, _pieces, _starts, _path) = (new double[length + 1], new int[length + 1], new int[length + 1], new int[length + 1]);
        Span<double> best = _scores.AsSpan(0, length + 1);
        best[1..].Fill(double.NegativeInfinity);
        best[0] = 0;
        ReadOnlySpan<int> starts = lattices.Starts.AsSpan(place, length + 1);
        uint[] edges = lattices.Edges;
        for (int i = 0; i < length; i++)
        {
            double here = best[i];
            int single = symbols[i] - 1;
            if (here + scores[single] > best[i + 1])
                (best[i + 1], _pieces[i + 1], _starts[i + 1]) = (here + scores[single], single, i);
            for (int k = starts[i]; k < starts[i + 1]; k++)
            {
                int end = i + (int)(edges[k] & WordLattices.LengthMask);
                int piece = (int)(edges[k] >> WordLattices.LengthBits);
                if (end > length || piece == except)
                    continue;
                double score = here + scores[piece];
                if (score > best[end])
                    (best[end], _pieces[end], _starts[end]) = (score, piece, i);
            }
        }

        _first = _path.Length;
        for (int end = length; end > 0; end = _starts[end])
            _path[--_first] = _pieces[end];
        return best[length];
    }
}
