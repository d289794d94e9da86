using CsCheck;

namespace NlpTransfer.Tokenization.Tests;

public class UnigramPartsTests
{
    private static readonly string[] Texts = ["banana bandana ban an", "ananas banana nab", "abab baba ab ab"];

    [Fact]
    public void SuffixOrder_Words_AreSortedByTheirSymbols()
    {
        (TrainingWords words, Alphabet alphabet, int[] suffixes, _) = TrainingParts.Seed(Texts);
        string Suffix(int place) => TrainingParts.Text(alphabet, words.Symbols.AsSpan(place, words.Symbols.AsSpan(place).IndexOf(0)));

        string[] sorted = [.. suffixes.Select(Suffix)];

        Assert.Equal(words.Symbols.Count(symbol => symbol != 0), suffixes.Distinct().Count());
        Assert.Equal(sorted.Order(StringComparer.Ordinal), sorted);
    }

    [Fact]
    public void SeedPieces_RandomWords_AreTheRepeatedPartsThatBranchAndTheRepeatedWords() => Gen.Char["abc"].Array[1, 6].Select(letters => new string(letters)).Array[1, 30].Sample(texts =>
    {
        (TrainingWords words, Alphabet alphabet, int[] suffixes, Substring[] parts) = TrainingParts.Seed(texts);
        var weights = new Dictionary<string, long>();
        var next = new Dictionary<string, HashSet<string>>();
        for (int word = 0; word < words.Count; word++)
        {
            string text = TrainingParts.Text(alphabet, words.Symbols.AsSpan(words.Starts[word]..words.EndOf(word)));
            for (int start = 0; start < text.Length; start++)
            {
                for (int end = start + 2; end <= text.Length; end++)
                {
                    string part = text[start..end];
                    weights[part] = weights.GetValueOrDefault(part) + words.Counts[word];

                    // The ends of different words differ; that is what makes a part of two words' ends a branch.
                    (next.TryGetValue(part, out HashSet<string>? set) ? set : next[part] = []).Add(end < text.Length ? text[end..(end + 1)] : $"end of {word}");
                }
            }
        }

        var expected = weights.Where(part => next[part.Key].Count > 1 || (part.Value > 1 && part.Key[0] == '▁' && next[part.Key].First().StartsWith("end", StringComparison.Ordinal)))
            .Select(part => (part.Key, part.Value * part.Key.Length));

        var found = parts.Select(part => (TrainingParts.Text(alphabet, words.Symbols.AsSpan(suffixes[part.First], part.Length)), part.Score));
        Assert.Equal(expected.Order(), found.Order());
        Assert.Equal(parts.OrderByDescending(part => part.Score).Select(part => part.Score), parts.Select(part => part.Score));
    });

    [Fact]
    public void ExpectationStep_SmallWords_EqualsTheSumOverAllWaysToWriteThem()
    {
        (TrainingWords words, Alphabet alphabet, int[] suffixes, Substring[] parts) = TrainingParts.Seed(Texts);
        PieceInventory pieces = Inventory(alphabet, suffixes, parts);
        var lattices = WordLattices.Create(words.Symbols.Length, suffixes, parts, alphabet.Count);

        double[] found = new ExpectationStep(words, lattices, pieces).Run(2, default);
        double[] expected = ByEnumeration(words, lattices, pieces);

        Assert.All(Enumerable.Range(0, pieces.Count), piece => Assert.Equal(expected[piece], found[piece], 1e-9 * (1 + expected[piece])));
    }

    [Fact]
    public void LogarithmicLattice_SmallWord_EqualsTheScaledSums()
    {
        (TrainingWords words, Alphabet alphabet, int[] suffixes, Substring[] parts) = TrainingParts.Seed(Texts);
        PieceInventory pieces = Inventory(alphabet, suffixes, parts);
        var lattices = WordLattices.Create(words.Symbols.Length, suffixes, parts, alphabet.Count);
        double[] expected = ByEnumeration(words, lattices, pieces);
        var found = new double[pieces.Count];
        for (int word = 0; word < words.Count; word++)
        {
            Range place = words.Starts[word]..words.EndOf(word);
            new LogarithmicLattice(words.Symbols.AsSpan(place), lattices.Starts.AsSpan(words.Starts[word], words.EndOf(word) - words.Starts[word] + 1), lattices.Edges, pieces.Scores)
                .Add(words.Counts[word], found);
        }

        Assert.All(Enumerable.Range(0, pieces.Count), piece => Assert.Equal(expected[piece], found[piece], 1e-9 * (1 + expected[piece])));
    }

    [Fact]
    public void PruningStep_Pieces_KeepsThoseThatTheWordsNeedMost()
    {
        (TrainingWords words, Alphabet alphabet, int[] suffixes, Substring[] parts) = TrainingParts.Seed([.. Enumerable.Repeat("banana", 50), "ban", "nab ab"]);
        PieceInventory pieces = Inventory(alphabet, suffixes, parts);
        var lattices = WordLattices.Create(words.Symbols.Length, suffixes, parts, alphabet.Count);

        bool[] keep = new PruningStep(words, lattices, pieces).Run(alphabet.Count + 1, 1, default);
        lattices.Filter(pieces.Filter(keep));

        Assert.Equal(alphabet.Count + 1, pieces.Count);
        Assert.Equal("▁banana", TrainingParts.Text(alphabet, words.Symbols.AsSpan(pieces.Places[^1], pieces.Lengths[^1])));
        Assert.Equal(1, lattices.Starts[^1]);
    }

    [Theory]
    [InlineData(1, -0.57721566490153286)]
    [InlineData(0.5, -1.9635100260214235)]
    [InlineData(10, 2.2517525890667211)]
    [InlineData(1234.5, 7.1180162318)]
    public void Digamma_KnownValues_AreMet(double x, double expected) => Assert.Equal(expected, Digamma.Of(x), 1e-8);

    private static PieceInventory Inventory(Alphabet alphabet, int[] suffixes, Substring[] parts)
    {
        var pieces = new PieceInventory(alphabet.Count, alphabet.Count + parts.Length);
        for (int piece = 0; piece < pieces.Count; piece++)
        {
            pieces.Scores[piece] = -3 - (0.37 * piece % 2);
            if (piece >= alphabet.Count)
                (pieces.Places[piece], pieces.Lengths[piece]) = (suffixes[parts[piece - alphabet.Count].First], (byte)parts[piece - alphabet.Count].Length);
        }

        return pieces;
    }

    private static double[] ByEnumeration(TrainingWords words, WordLattices lattices, PieceInventory pieces)
    {
        var expected = new double[pieces.Count];
        for (int word = 0; word < words.Count; word++)
        {
            var ways = new List<(int[] Pieces, double Probability)>();
            void Go(int place, int[] way, double score)
            {
                if (place == words.EndOf(word))
                {
                    ways.Add((way, Math.Exp(score)));
                    return;
                }

                int single = words.Symbols[place] - 1;
                Go(place + 1, [.. way, single], score + pieces.Scores[single]);
                for (int k = lattices.Starts[place]; k < lattices.Starts[place + 1]; k++)
                {
                    int piece = (int)(lattices.Edges[k] >> WordLattices.LengthBits);
                    Go(place + pieces.Lengths[piece], [.. way, piece], score + pieces.Scores[piece]);
                }
            }

            Go(words.Starts[word], [], 0);
            double all = ways.Sum(way => way.Probability);
            foreach ((int[] way, double probability) in ways)
            {
                foreach (int piece in way)
                    expected[piece] += words.Counts[word] * probability / all;
            }
        }

        return expected;
    }
}
