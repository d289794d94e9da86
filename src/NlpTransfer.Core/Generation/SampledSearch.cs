namespace NlpTransfer;

/// <summary>One token after the other for one sentence, each the most probable one or drawn: as many sequences as are asked for, apart from each other.</summary>
internal sealed class SampledSearch : ISentenceSearch
{
    private static readonly HashSet<int> None = [];

    private readonly GenerationOptions _options;
    private readonly TokenRules _rules;
    private readonly TokenSampler? _sampler;
    private readonly TopCandidates _candidates = new(1);
    private readonly List<int>[] _sequences;
    private readonly double[] _sums;
    private readonly bool[] _ended;
    private readonly int[] _parents;
    private readonly int[] _tokens;
    private bool _began;

    /// <summary>Begins a search.</summary>
    /// <param name="options">Checked options.</param>
    /// <param name="config">The ids.</param>
    /// <param name="key">The sentence's own number, from which its draws follow.</param>
    internal SampledSearch(GenerationOptions options, GenerationConfig config, ulong key)
    {
        (_options, Width) = (options, options.Best);
        _rules = new TokenRules(options, config.EndIds);
        _sampler = options.Sampling is { } sampling ? new TokenSampler(sampling, key) : null;
        _sequences = [.. Enumerable.Range(0, Width).Select(_ => new List<int> { config.StartId })];
        _sums = new double[Width];
        _ended = new bool[Width];
        _parents = new int[Width];
        _tokens = new int[Width];
    }

    public int Width { get; }

    public bool IsDone { get; private set; }

    public ReadOnlySpan<int> Parents => _parents;

    public ReadOnlySpan<int> Tokens => _tokens;

    public void Advance(ReadOnlySpan<float> logits, int vocabulary)
    {
        for (int i = 0; i < Width; i++)
        {
            // The first step has one row for all, and a sequence that has ended goes along without being looked at.
            int row = _began ? i : 0;
            _parents[i] = row;
            if (!_ended[i])
                Continue(i, logits.Slice(row * vocabulary, vocabulary));
        }

        _began = true;
        IsDone = Array.TrueForAll(_ended, ended => ended);
    }

    public IReadOnlyList<GeneratedSequence> Result() =>
    [
        .. _sequences.Select((sequence, i) => new GeneratedSequence([.. sequence.Skip(1)], _sums[i] / Math.Pow(sequence.Count - 1, _options.LengthPenalty)))
            .OrderByDescending(sequence => sequence.Score),
    ];

    private void Continue(int i, ReadOnlySpan<float> logits)
    {
        List<int> sequence = _sequences[i];
        int token;
        if (_rules.Apply([.. sequence]) is { } forced)
        {
            token = forced;
        }
        else
        {
            IReadOnlySet<int> banned = _rules.Banned.Count == 0 ? None : _rules.Banned;
            token = _sampler?.Draw(logits, banned, i, sequence.Count - 1) ?? Greatest(logits, banned);
            _sums[i] += logits[token] - (_options.Renormalize ? LogitRow.LogSum(logits, banned) : LogitRow.LogSum(logits));
        }

        sequence.Add(token);
        _tokens[i] = token;
        _ended[i] = _rules.IsEnd(token) || sequence.Count > _options.MaxNewTokens;
    }

    // Where everything is forbidden, the first end.
    private int Greatest(ReadOnlySpan<float> logits, IReadOnlySet<int> banned)
    {
        _candidates.Clear();
        _candidates.AddRow(0, logits, 0, banned);
        return _candidates.Count > 0 ? _candidates[0].Token : _rules.FirstEnd;
    }
}
