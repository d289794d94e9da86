namespace NlpTransfer;

/// <summary>
/// Beam search for one sentence, with the bookkeeping of the transformers library: of twice as many continuations as there are beams, the best that end are kept as
/// finished where they are among the first, and the best that don't run on. Sums are kept in double precision.
/// </summary>
internal sealed class BeamSearch : ISentenceSearch
{
    private static readonly HashSet<int> None = [];

    private readonly GenerationOptions _options;
    private readonly TokenRules _rules;
    private readonly TopCandidates _candidates;
    private readonly List<GeneratedSequence> _finished = [];
    private readonly int[] _parents;
    private readonly int[] _tokens;
    private List<(int[] Sequence, double Score)> _running;
    private bool _mayImprove = true;

    /// <summary>Begins a search.</summary>
    /// <param name="options">Checked options.</param>
    /// <param name="config">The ids.</param>
    internal BeamSearch(GenerationOptions options, GenerationConfig config)
    {
        _options = options;
        _rules = new TokenRules(options, config.EndIds);
        // Every beam may end by each end and go on in as many ways as there are beams.
        _candidates = new TopCandidates((1 + config.EndIds.Count) * options.Beams);
        _running = [([config.StartId], 0)];
        _parents = new int[options.Beams];
        _tokens = new int[options.Beams];
    }

    public int Width => _options.Beams;

    public bool IsDone { get; private set; }

    public ReadOnlySpan<int> Parents => _parents;

    public ReadOnlySpan<int> Tokens => _tokens;

    public void Advance(ReadOnlySpan<float> logits, int vocabulary)
    {
        _candidates.Clear();
        for (int row = 0; row < _running.Count; row++)
            Consider(row, logits.Slice(row * vocabulary, vocabulary));
        int length = _running[0].Sequence.Length;
        bool last = length == _options.MaxNewTokens;
        var next = new List<(int[] Sequence, double Score)>(Width);
        for (int rank = 0; rank < _candidates.Count; rank++)
        {
            TopCandidates.Candidate candidate = _candidates[rank];
            if (last || _rules.IsEnd(candidate.Token))
            {
                if (rank < Width)
                    Finish([.. _running[candidate.Row].Sequence.AsSpan(1), candidate.Token], candidate.Score);
            }
            else if (next.Count < Width)
            {
                (_parents[next.Count], _tokens[next.Count]) = (candidate.Row, candidate.Token);
                next.Add(([.. _running[candidate.Row].Sequence, candidate.Token], candidate.Score));
            }
        }

        if (next.Count == 0)
        {
            End();
            return;
        }

        // Fewer go on than there are beams: their rows are filled with copies that nobody looks at.
        Array.Fill(_parents, _parents[0], next.Count, Width - next.Count);
        Array.Fill(_tokens, _tokens[0], next.Count, Width - next.Count);
        _running = next;
        _mayImprove = _mayImprove && (_finished.Count < Width || Best(length) > _finished[^1].Score);
        IsDone = !_mayImprove || (_finished.Count == Width && _options.EarlyStopping == BeamStopping.WhenFull);
    }

    public IReadOnlyList<GeneratedSequence> Result() => [.. _finished.Take(_options.Best)];

    private void Consider(int row, ReadOnlySpan<float> logits)
    {
        (int[] sequence, double score) = _running[row];
        if (_rules.Apply(sequence) is { } forced)
        {
            _candidates.Add(row, forced, score);
            return;
        }

        double sum = _options.Renormalize ? LogitRow.LogSum(logits, _rules.Banned) : LogitRow.LogSum(logits);
        _candidates.AddRow(row, logits, score - sum, _rules.Banned.Count == 0 ? None : _rules.Banned);
    }

    private void Finish(int[] tokens, double sum)
    {
        double score = sum / Math.Pow(tokens.Length, _options.LengthPenalty);
        int place = _finished.Count;
        while (place > 0 && _finished[place - 1].Score < score)
            place--;
        _finished.Insert(place, new GeneratedSequence(tokens, score));
        if (_finished.Count > Width)
            _finished.RemoveAt(Width);
    }

    // What the best that runs could come to score: at its present length, or at the greatest one where that is longer and length is rewarded.
    private double Best(int length) => _running[0].Score / Math.Pow(
        _options.EarlyStopping == BeamStopping.Never && _options.LengthPenalty > 0 ? _options.MaxNewTokens : length, _options.LengthPenalty);

    // Where every continuation was forbidden, what there is has to do.
    private void End()
    {
        if (_finished.Count == 0)
        {
            foreach ((int[] sequence, double score) in _running)
                Finish(sequence[1..], score);
        }

        IsDone = true;
    }
}
