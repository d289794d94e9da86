namespace NlpTransfer.Tokenization;

/// <summary>
/// All ways to write all words in pieces: for each place in the words' symbols the longer pieces that begin there. That a character is a piece goes without saying.
/// The suffix order tells them without any search; pieces that go are taken out.
/// </summary>
internal sealed class WordLattices
{
    /// <summary>An edge holds the piece above these bits and the piece's length in them.</summary>
    public const int LengthBits = 7;

    public const uint LengthMask = (1 << LengthBits) - 1;

    private WordLattices(int[] starts, uint[] edges) => (Starts, Edges) = (starts, edges);

    /// <summary>Where the edges of each place begin; those of the next place follow.</summary>
    public int[] Starts { get; }

    /// <summary>The edges: piece and length.</summary>
    public uint[] Edges { get; }

    /// <summary>Spreads the pieces over the places where they occur.</summary>
    /// <param name="places">Number of places.</param>
    /// <param name="suffixes">The suffix order.</param>
    /// <param name="parts">The longer pieces.</param>
    /// <param name="firstPiece">The number of the first of them.</param>
    /// <exception cref="UsageException">The pieces occur in more places than an array holds.</exception>
    public static WordLattices Create(int places, int[] suffixes, Substring[] parts, int firstPiece)
    {
        long all = parts.Sum(part => (long)part.End - part.First);
        if (all > Array.MaxLength)
            throw new UsageException($"The words hold {all} parts, more than fit in memory; lower MaximumWords or MaximumPieceLength.");
        var starts = new int[places + 2];
        foreach (Substring part in parts)
        {
            for (int k = part.First; k < part.End; k++)
                starts[suffixes[k] + 2]++;
        }

        for (int i = 2; i < starts.Length; i++)
            starts[i] += starts[i - 1];
        var edges = new uint[starts[^1]];
        for (int i = 0; i < parts.Length; i++)
        {
            uint edge = ((uint)(firstPiece + i) << LengthBits) | (uint)parts[i].Length;
            for (int k = parts[i].First; k < parts[i].End; k++)
                edges[starts[suffixes[k] + 1]++] = edge;
        }

        return new(starts, edges);
    }

    /// <summary>Takes out the pieces that are gone and renumbers the others.</summary>
    public void Filter(int[] numbers)
    {
        int kept = 0;
        int from = 0;
        for (int place = 0; place + 1 < Starts.Length; place++)
        {
            int to = Starts[place + 1];
            Starts[place] = kept;
            for (; from < to; from++)
            {
                int number = numbers[Edges[from] >> LengthBits];
                if (number >= 0)
                    Edges[kept++] = ((uint)number << LengthBits) | (Edges[from] & LengthMask);
            }
        }

        Starts[^1] = kept;
    }
}
