namespace NlpTransfer.Tokenization.Tests;

public sealed class PieceAutomatonTests
{
    [Fact]
    public void Build_RandomPieces_FindsWhatTheTrieFinds()
    {
        var random = new CounterRandom(11, "pieces");
        string[] pieces = [.. Enumerable.Range(0, 3000).Select(_ => Word(random)).Distinct()];
        float[] scores = [.. pieces.Select((_, piece) => piece % 7 == 0 ? float.NaN : -piece)];
        var builder = new PieceTable.Builder();
        foreach (string piece in pieces)
            builder.Add(piece);
        PieceAutomaton automaton = PieceAutomaton.Build(builder.Build(out _).Trie, scores);
        for (int piece = 0; piece < pieces.Length; piece++)
        {
            (int found, float score) = Find(automaton, pieces[piece]);
            Assert.Equal(piece % 7 == 0 ? (-1, 0) : (piece, -piece), (found, score));
        }

        HashSet<string> known = [.. pieces];
        for (int step = 0; step < 3000; step++)
        {
            string word = Word(random);
            if (!known.Contains(word))
                Assert.Equal(-1, Find(automaton, word).Piece);
        }
    }

    [Fact]
    public void Build_NoPieces_FindsNothing() =>
        Assert.Equal(-1, Find(PieceAutomaton.Build(new PieceTable.Builder().Build(out _).Trie, []), "a").Piece);

    private static string Word(CounterRandom random) =>
        string.Concat(Enumerable.Range(0, 1 + random.NextInt32(7)).Select(_ => random.NextInt32(4) == 0 ? (char)(0x4E00 + random.NextInt32(900)) : (char)('a' + random.NextInt32(6))));

    private static (int Piece, float Score) Find(PieceAutomaton automaton, string text)
    {
        int node = PieceAutomaton.Root;
        foreach (char unit in text)
        {
            int next = automaton.Nodes[node].Base + automaton.Codes[unit];
            if (automaton.Nodes[next].Check != node + 1)
                return (-1, 0);
            node = next;
        }

        return (automaton.Nodes[node].Piece, automaton.Nodes[node].Score);
    }
}
