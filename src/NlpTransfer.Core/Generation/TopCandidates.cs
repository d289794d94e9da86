using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NlpTransfer;

/// <summary>The best continuations of several rows: those of equal score in the order of rows, then of ids.</summary>
internal sealed class TopCandidates(int capacity)
{
    private readonly Candidate[] _best = new Candidate[capacity];

    public int Count { get; private set; }

    public Candidate this[int rank] => _best[rank];

    public void Clear() => Count = 0;

    /// <summary>Considers one continuation.</summary>
    public void Add(int row, int token, double score)
    {
        // A sequence that the model calls impossible, or for which it computed no number, is none.
        if (!(score > double.NegativeInfinity) || (Count == _best.Length && score <= _best[Count - 1].Score))
            return;
        int place = Count < _best.Length ? Count++ : Count - 1;
        for (; place > 0 && _best[place - 1].Score < score; place--)
            _best[place] = _best[place - 1];
        _best[place] = new Candidate(row, token, score);
    }

    /// <summary>Considers every token of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="logits">Its logits.</param>
    /// <param name="offset">What is added to each to make its score.</param>
    /// <param name="banned">Tokens that are left out.</param>
    // Compiled in full at once: a short translation is over before the runtime notices how often this runs.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddRow(int row, ReadOnlySpan<float> logits, double offset, IReadOnlySet<int> banned)
    {
        int i = 0;
        for (; i <= logits.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            // Nearly all of a vocabulary lies below what was found already: whole vectors are passed over.
            if (Count == _best.Length && !Vector256.GreaterThanAny(Vector256.Create(logits.Slice(i, Vector256<float>.Count)), Vector256.Create(Least(offset))))
                continue;
            for (int j = i; j < i + Vector256<float>.Count; j++)
                AddAllowed(row, j, logits[j] + offset, banned);
        }

        for (; i < logits.Length; i++)
            AddAllowed(row, i, logits[i] + offset, banned);
    }

    private void AddAllowed(int row, int token, double score, IReadOnlySet<int> banned)
    {
        if ((Count < _best.Length || score > _best[Count - 1].Score) && (banned.Count == 0 || !banned.Contains(token)))
            Add(row, token, score);
    }

    // Rounded down, so that no vector is passed over that holds something better by less than single precision tells.
    private float Least(double offset) => MathF.BitDecrement((float)(_best[Count - 1].Score - offset));

    internal readonly record struct Candidate(int Row, int Token, double Score);
}
