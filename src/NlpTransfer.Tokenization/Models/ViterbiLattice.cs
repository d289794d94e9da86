namespace NlpTransfer.Tokenization;

/// <summary>The best way to each place of a text: its score, where its last piece begins and which piece it is.</summary>
internal sealed class ViterbiLattice
{
    private const int Kept = 1 << 16;

    public double[] Scores { get; private set; } = [];

    public int[] Starts { get; private set; } = [];

    public int[] Pieces { get; private set; } = [];

    /// <summary>What an automaton calls the code units of the text.</summary>
    public ushort[] Codes { get; private set; } = [];

    /// <summary>Names the code units of a text.</summary>
    public void Name(ReadOnlySpan<char> text, ReadOnlySpan<ushort> codes)
    {
        if (Codes.Length < text.Length || (Codes.Length > Kept && text.Length < Kept))
            Codes = new ushort[Math.Max(256, text.Length + text.Length / 2)];
        Span<ushort> named = Codes.AsSpan(0, text.Length);
        for (int i = 0; i < named.Length; i++)
            named[i] = codes[text[i]];
    }

    /// <summary>Makes room for the places 0 to <paramref name="length"/> and forgets all ways.</summary>
    public void Reset(int length)
    {
        if (Scores.Length <= length || (Scores.Length > Kept && length < Kept))
        {
            int size = Math.Max(256, length + 1 + length / 2);
            Scores = new double[size];
            Starts = new int[size];
            Pieces = new int[size];
        }

        Starts.AsSpan(0, length + 1).Fill(-1);
        Scores[0] = 0;
    }
}
