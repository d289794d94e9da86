namespace NlpTransfer.Training;

/// <summary>The checkpoints of one run of one or several stages.</summary>
internal sealed class RunCheckpoints
{
    private readonly SortedDictionary<string, string> _facts = new(StringComparer.Ordinal);
    private readonly List<CheckpointState> _ended = [];
    private CheckpointState? _newest;
    private int _stages;
    private long _stepsBefore;

    internal RunCheckpoints(CheckpointFolder folder, RunFingerprint fingerprint)
    {
        (Folder, Fingerprint) = (folder, fingerprint);
        if (folder.Options.Resume)
            Find();
        Continues = _newest is not null || _ended.Count > 0;
        foreach ((string name, string value) in (_newest ?? _ended.LastOrDefault())?.Facts ?? _facts)
            _facts[name] = value;
    }

    /// <summary>The folder.</summary>
    internal CheckpointFolder Folder { get; }

    /// <summary>What the run is made from.</summary>
    internal RunFingerprint Fingerprint { get; }

    /// <summary>Whether an earlier run goes on.</summary>
    internal bool Continues { get; }

    /// <summary>What the run decided at its start.</summary>
    internal IReadOnlyDictionary<string, string> Facts => _facts;

    /// <summary>Notes what the run decides at its start, for runs that go on with it.</summary>
    internal void Decide(string name, string value) => _facts[name] = value;

    /// <summary>The next stage: each is asked for once, in order, whether it has ended before or not.</summary>
    /// <param name="purpose">Its name, by which it draws.</param>
    /// <param name="seed">The seed, by which it draws.</param>
    internal StageCheckpoints NextStage(string purpose, ulong seed)
    {
        int stage = _stages++;
        CheckpointState? ended = stage < _ended.Count ? _ended[stage] : null;
        CheckpointState? within = ended is null && _newest?.Stage == stage ? _newest : null;
        var checkpoints = new StageCheckpoints(this, stage, purpose, seed, _stepsBefore, ended, within);
        _stepsBefore += ended?.Loop.Step ?? 0;
        return checkpoints;
    }

    /// <summary>Takes the steps of a stage that has just ended into account.</summary>
    internal void Ended(int steps) => _stepsBefore += steps;

    private void Find()
    {
        for (int stage = 0; Path.Combine(Folder.Path, CheckpointFiles.NameOfStage(stage)) is var path && Directory.Exists(path); stage++)
        {
            if (TryRead(path) is not { Ended: true } state || state.Stage != stage)
                break;
            _ended.Add(state);
        }

        foreach ((_, string path) in CheckpointFiles.List(Folder.Path))
        {
            if (TryRead(path) is not { Ended: false } state)
                continue;
            // One of a stage whose beginning is lost, or of one that has ended since.
            if (state.Stage != _ended.Count)
                continue;
            _newest = state;
            break;
        }
    }

    private CheckpointState? TryRead(string path)
    {
        CheckpointState state;
        try
        {
            state = CheckpointFiles.Read(path);
        }
        catch (ModelFormatException failure)
        {
            Folder.Warn?.Invoke($"a damaged checkpoint is passed over: {failure.Message.TrimEnd('.')}");
            return null;
        }

        IReadOnlyList<string> differences = Fingerprint.DifferencesFrom(state.Run);
        return differences.Count == 0 ? state : throw new UsageException(
            $"{path}: the checkpoint is of another run, so this one can't go on from it. It differs in {string.Join("; ", differences)}. Give what was given then, or begin anew (--force instead of --resume).");
    }
}
