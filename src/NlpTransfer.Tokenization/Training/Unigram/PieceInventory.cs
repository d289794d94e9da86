namespace NlpTransfer.Tokenization;

/// <summary>
/// The pieces of a Unigram model in training. The first ones are the alphabet's characters, which always stay; the others are parts of words, each known by a place where it occurs.
/// </summary>
internal sealed class PieceInventory
{
    public PieceInventory(int characters, int count)
    {
        Characters = characters;
        Places = new int[count];
        Lengths = new byte[count];
        Scores = new double[count];
        Lengths.AsSpan(0, characters).Fill(1);
    }

    /// <summary>Number of characters; the piece of symbol s is s - 1.</summary>
    public int Characters { get; }

    /// <summary>Where each longer piece occurs in the words' symbols.</summary>
    public int[] Places { get; private set; }

    /// <summary>Symbols of each piece.</summary>
    public byte[] Lengths { get; private set; }

    /// <summary>Natural logarithm of each piece's probability.</summary>
    public double[] Scores { get; private set; }

    public int Count => Scores.Length;

    /// <summary>Keeps some of the longer pieces.</summary>
    /// <param name="keep">Whether each piece stays; characters have to.</param>
    /// <returns>The new number of each piece, -1 for those that go.</returns>
    public int[] Filter(bool[] keep)
    {
        var numbers = new int[Count];
        int kept = 0;
        for (int piece = 0; piece < numbers.Length; piece++)
        {
            numbers[piece] = keep[piece] ? kept : -1;
            if (!keep[piece])
                continue;
            (Places[kept], Lengths[kept], Scores[kept]) = (Places[piece], Lengths[piece], Scores[piece]);
            kept++;
        }

        (Places, Lengths, Scores) = (Places[..kept], Lengths[..kept], Scores[..kept]);
        return numbers;
    }
}
