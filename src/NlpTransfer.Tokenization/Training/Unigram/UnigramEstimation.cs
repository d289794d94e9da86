using System.Text;

namespace NlpTransfer.Tokenization;

/// <summary>
/// Estimates a Unigram model as SentencePiece does: from many pieces, rounds of two steps of expectation and maximisation with a sparse prior (the digamma function in the place of the
/// logarithm: Liang and Klein 2007), then a quarter of the pieces goes, until about a tenth more are left than are wanted (Kudo 2018).
/// </summary>
internal sealed class UnigramEstimation(TrainingWords words, Alphabet alphabet, PieceRules rules, IReadOnlySet<string> taken, int threads)
{
    private const double Shrinking = 0.75;
    private const double Surplus = 1.1;
    private const double LeastExpected = 0.5;
    private const int StepsARound = 2;

    /// <summary>Characters that are expected less often than once get the lowest scores, each a little lower than the one before.</summary>
    private const double RarePenalty = 0.0001;

    private bool[] _rare = [];

    /// <summary>Finds pieces.</summary>
    /// <param name="vocabularySize">Pieces of the whole tokenizer, which sets how far is pruned.</param>
    /// <param name="size">Pieces wanted, characters included.</param>
    /// <param name="progress">Hears of each round.</param>
    /// <param name="cancellationToken">Stops within a round.</param>
    /// <returns>Pieces, best first; fewer than wanted where the words hold no more.</returns>
    public IReadOnlyList<TrainedPiece> Run(int vocabularySize, int size, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        progress?.Report(new("sorting parts of words", 0, 0));
        int[] suffixes = SuffixOrder.Sort(words, alphabet.Count, rules.Longest, cancellationToken);
        Substring[] parts = new SeedPieces(words, suffixes, rules).Find();
        PieceInventory pieces = Seed(parts, suffixes);
        var lattices = WordLattices.Create(words.Symbols.Length, suffixes, parts, alphabet.Count);
        var expectation = new ExpectationStep(words, lattices, pieces);
        var pruning = new PruningStep(words, lattices, pieces);
        int wanted = (int)(vocabularySize * Surplus);
        int start = pieces.Count;
        while (true)
        {
            for (int step = 0; step < StepsARound; step++)
                lattices.Filter(pieces.Filter(Maximize(pieces, expectation.Run(threads, cancellationToken))));
            progress?.Report(new("estimating pieces", Math.Max(1, start - pieces.Count), Math.Max(1, start - wanted)));
            if (pieces.Count <= wanted)
                return Choose(pieces, size);
            int next = Math.Max(wanted, (int)(Shrinking * pieces.Count));
            lattices.Filter(pieces.Filter(pruning.Run(next, threads, cancellationToken)));
        }
    }

    /// <summary>Probabilities to begin with: the share of the text that a piece covers.</summary>
    private PieceInventory Seed(Substring[] parts, int[] suffixes)
    {
        var pieces = new PieceInventory(alphabet.Count, alphabet.Count + parts.Length);
        double sum = 0;
        for (int i = 0; i < pieces.Count; i++)
        {
            double weight = i < alphabet.Count ? Math.Max(LeastExpected, alphabet.Counts[i]) : parts[i - alphabet.Count].Score;
            pieces.Scores[i] = weight;
            sum += weight;
        }

        double logarithm = Math.Log(sum);
        for (int i = 0; i < pieces.Count; i++)
        {
            pieces.Scores[i] = Math.Log(pieces.Scores[i]) - logarithm;
            if (i < alphabet.Count)
                continue;
            pieces.Places[i] = suffixes[parts[i - alphabet.Count].First];
            pieces.Lengths[i] = (byte)parts[i - alphabet.Count].Length;
        }

        return pieces;
    }

    /// <summary>Sets new scores; says which pieces are expected often enough to stay.</summary>
    private bool[] Maximize(PieceInventory pieces, double[] expected)
    {
        var keep = new bool[pieces.Count];
        _rare = new bool[alphabet.Count];
        double sum = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            bool enough = expected[i] >= LeastExpected;
            keep[i] = enough || i < alphabet.Count;
            if (enough)
                sum += expected[i];
            else if (i < alphabet.Count)
                _rare[i] = true;
        }

        double logarithm = Digamma.Of(sum);
        for (int i = 0; i < expected.Length; i++)
            pieces.Scores[i] = Digamma.Of(Math.Max(LeastExpected, expected[i])) - logarithm;
        return keep;
    }

    private TrainedPiece[] Choose(PieceInventory pieces, int size)
    {
        double lowest = double.MaxValue;
        for (int i = 0; i < pieces.Count; i++)
            lowest = Math.Min(lowest, i < alphabet.Count && _rare[i] ? lowest : pieces.Scores[i]);
        var chosen = new List<TrainedPiece>(size);
        double penalty = 0;
        foreach (int symbol in alphabet.ByFrequency)
        {
            double score = pieces.Scores[symbol - 1];
            if (_rare[symbol - 1])
            {
                score = lowest - penalty;
                penalty += RarePenalty;
            }

            chosen.Add(new(new Rune(alphabet.CodePoints[symbol - 1]).ToString(), score));
        }

        chosen.AddRange(Enumerable.Range(alphabet.Count, pieces.Count - alphabet.Count)
            .OrderByDescending(piece => pieces.Scores[piece]).ThenBy(piece => piece)
            .Select(piece => new TrainedPiece(Text(pieces, piece), pieces.Scores[piece]))
            .Where(piece => !taken.Contains(piece.Text))
            .Take(Math.Max(0, size - chosen.Count)));
        return [.. chosen.OrderByDescending(piece => piece.Score).ThenBy(piece => piece.Text, StringComparer.Ordinal)];
    }

    private string Text(PieceInventory pieces, int piece)
    {
        var text = new StringBuilder();
        foreach (int symbol in words.Symbols.AsSpan(pieces.Places[piece], pieces.Lengths[piece]))
            text.Append(new Rune(alphabet.CodePoints[symbol - 1]));
        return text.ToString();
    }
}
