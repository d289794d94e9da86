using MathNet.Numerics;

namespace NlpTransfer.Remapping;

/// <summary>
/// IBM model 1 with a diagonal prior in one direction: each word of the generated side translates one of the given side, or nothing. Probabilities stand in
/// the slots of the table of pairs that met; before the first pass all are alike.
/// </summary>
internal sealed class AlignmentDirection
{
    private readonly PairTable _table;
    private readonly bool _forward;
    private readonly WordAlignmentOptions _options;
    private readonly DiagonalPrior _prior;
    private readonly float[] _probabilities;
    private readonly double[] _counts;
    private readonly double[] _nullProbabilities;
    private readonly double[] _nullCounts;
    private readonly int _givenUnits;
    private double[] _scores = [];
    private double _distance;
    private long _words;
    private double _logLikelihood;

    /// <summary>Prepares a direction.</summary>
    /// <param name="table">The pairs that met, old unit first.</param>
    /// <param name="forward">Whether the new side is generated from the old one.</param>
    /// <param name="oldUnits">How many different units the old side has.</param>
    /// <param name="newUnits">The same of the new side.</param>
    /// <param name="prior">The diagonal prior, with the lengths of all pairs.</param>
    /// <param name="options">The options.</param>
    public AlignmentDirection(PairTable table, bool forward, int oldUnits, int newUnits, DiagonalPrior prior, WordAlignmentOptions options)
    {
        (_table, _forward, _options, _prior) = (table, forward, options, prior);
        _givenUnits = forward ? oldUnits : newUnits;
        int generated = forward ? newUnits : oldUnits;
        (_probabilities, _counts) = (new float[table.Capacity], new double[table.Capacity]);
        (_nullProbabilities, _nullCounts) = (new double[generated], new double[generated]);
        Array.Fill(_probabilities, 1);
        Array.Fill(_nullProbabilities, 1);
    }

    /// <summary>The learnt preference for the diagonal.</summary>
    public double Tension => _prior.Tension;

    /// <summary>From how many words each was chosen in the last pass, on average.</summary>
    public double Perplexity { get; private set; }

    /// <summary>Adds what a pair says to the counts.</summary>
    public void Expect(UnitPair pair, ReadOnlySpan<int> slots)
    {
        Side side = Prepare(pair);
        for (int j = 0; j < side.Generated.Length; j++)
        {
            double sum = Score(side, j, slots, out double nothing);
            _words++;
            if (!(sum > 0))
                continue;
            _logLikelihood += Math.Log(sum);
            double diagonal = (j + 1.0) / side.Generated.Length;
            for (int i = 0; i < side.Given; i++)
            {
                double share = _scores[i] / sum;
                if (share == 0)
                    continue;
                _counts[slots[side.Slot(i, j)]] += share;
                _distance += share * DiagonalPrior.Distance(i, side.Given, diagonal);
            }

            if (side.Generated[j] >= 0)
                _nullCounts[side.Generated[j]] += nothing / sum;
        }
    }

    /// <summary>Makes probabilities of the counts, and begins to count anew.</summary>
    public void Maximize()
    {
        double[] totals = new double[_givenUnits];
        int[] kinds = new int[_givenUnits];
        for (int slot = 0; slot < _counts.Length; slot++)
        {
            if (!_table.TryGet(slot, out int old, out int @new))
                continue;
            totals[_forward ? old : @new] += _counts[slot];
            kinds[_forward ? old : @new]++;
        }

        for (int slot = 0; slot < _counts.Length; slot++)
        {
            if (_table.TryGet(slot, out int old, out int @new))
                _probabilities[slot] = (float)Probability(_counts[slot], totals[_forward ? old : @new], kinds[_forward ? old : @new]);
        }

        double nothing = _nullCounts.Sum();
        for (int unit = 0; unit < _nullCounts.Length; unit++)
            _nullProbabilities[unit] = Probability(_nullCounts[unit], nothing, _nullCounts.Length);
        _prior.Learn(_distance / Math.Max(1, _words));
        Perplexity = Math.Exp(-_logLikelihood / Math.Max(1, _words));
        Array.Clear(_counts);
        Array.Clear(_nullCounts);
        (_distance, _words, _logLikelihood) = (0, 0, 0);
    }

    /// <summary>The likeliest partner of each word of the generated side, -1 for none.</summary>
    public int[] Best(UnitPair pair, ReadOnlySpan<int> slots)
    {
        Side side = Prepare(pair);
        int[] best = new int[side.Generated.Length];
        for (int j = 0; j < best.Length; j++)
        {
            Score(side, j, slots, out double nothing);
            best[j] = -1;
            for (int i = 0; i < side.Given; i++)
            {
                if (_scores[i] > nothing)
                    (best[j], nothing) = (i, _scores[i]);
            }
        }

        return best;
    }

    private double Score(Side side, int j, ReadOnlySpan<int> slots, out double nothing)
    {
        _prior.Fill(j, side.Generated.Length, _scores.AsSpan(0, side.Given));
        nothing = side.Generated[j] < 0 ? 0 : _options.NullProbability * _nullProbabilities[side.Generated[j]];
        double sum = nothing;
        for (int i = 0; i < side.Given; i++)
        {
            int slot = slots[side.Slot(i, j)];
            sum += _scores[i] = slot < 0 ? 0 : _scores[i] * (1 - _options.NullProbability) * _probabilities[slot];
        }

        return sum;
    }

    // Variational Bayes under a symmetric Dirichlet prior, or maximum likelihood without one.
    private double Probability(double count, double total, int kinds) => _options.Prior > 0
        ? Math.Exp(SpecialFunctions.DiGamma(count + _options.Prior) - SpecialFunctions.DiGamma(total + (_options.Prior * kinds)))
        : total > 0 ? count / total : 0;

    private Side Prepare(UnitPair pair)
    {
        Side side = _forward ? new(pair.Old.Length, pair.New, pair.New.Length, 1) : new(pair.New.Length, pair.Old, 1, pair.New.Length);
        if (_scores.Length < side.Given)
            _scores = new double[side.Given];
        return side;
    }

    // How a direction looks at the matrix of slots.
    private readonly record struct Side(int Given, int[] Generated, int GivenStride, int GeneratedStride)
    {
        public int Slot(int given, int generated) => (given * GivenStride) + (generated * GeneratedStride);
    }
}
