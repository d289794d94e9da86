using System.Globalization;

namespace NlpTransfer.Training;

/// <summary>The snapshots of one run.</summary>
internal sealed class RunSnapshots
{
    private const string Option = "snapshot";

    private readonly SnapshotFolder _folder;
    private readonly MaskedLanguageModel _model;
    private readonly MaskedModelOrigin _origin;
    private readonly int _total;
    private readonly HashSet<int> _due;

    internal RunSnapshots(SnapshotFolder folder, MaskedLanguageModel model, MaskedModelOrigin origin, int total)
    {
        (_folder, _model, _origin, _total) = (folder, model, origin, total);
        int count = folder.Options.Count;
        if (count >= total)
        {
            throw new UsageException(string.Create(
                CultureInfo.InvariantCulture, $"The run has {total} steps and {count} snapshots are wanted on the way, the end not counted; take at most {total - 1} (--snapshots), or train longer."));
        }

        _due = [.. Places(total, count)];
        foreach (int step in folder.Steps)
            CheckOwn(step);
    }

    /// <summary>The steps after which a snapshot is taken.</summary>
    /// <param name="total">Steps of the run.</param>
    /// <param name="count">How many; fewer than the steps.</param>
    internal static IEnumerable<int> Places(int total, int count) => Enumerable.Range(1, count).Select(place => (int)((long)place * total / (count + 1)));

    /// <summary>Whether a snapshot is due after a step, counted over all stages.</summary>
    internal bool IsDue(int step) => _due.Contains(step);

    /// <summary>Writes the model as it is now. One that stands there is the same run's, and is exchanged with equal bytes.</summary>
    /// <param name="step">Steps taken.</param>
    /// <param name="tokens">Tokens read.</param>
    /// <param name="history">The history so far.</param>
    /// <exception cref="NlpTransferException">It can't be written.</exception>
    internal void Save(int step, long tokens, IReadOnlyList<LossPoint> history)
    {
        var run = new TrainingRun(step, tokens, Seconds: 0, Interrupted: false);
        Provenance begun = _origin.Provenance.After(run);
        Provenance provenance = begun with
        {
            Options = new SortedDictionary<string, string>(begun.Options.ToDictionary(), StringComparer.Ordinal) { [Option] = string.Create(CultureInfo.InvariantCulture, $"step {step} of {_total}") },
            Kernels = _model.Encoder.KernelName,
        };
        string name = SnapshotNames.Of(step);
        string summary = string.Create(CultureInfo.InvariantCulture, $"{_origin.Summary.TrimEnd('.')}, as it was after {step:N0} of {_total:N0} steps.");
        MaskedModelOrigin origin = _origin with { Provenance = provenance, Summary = summary };
        ModelCard card = MaskedModelCard.OfSnapshot(name, origin, run, _folder.Options.Card ?? new AdaptedCard());
        AtomicFolder.Write(Path.Combine(_folder.Path, name), force: true, to => MaskedModelFiles.Write(to, _model, origin, card, history, lossPicture: null));
    }

    /// <summary>Says which snapshots are missing because the run went on from a later step.</summary>
    /// <param name="steps">Steps that the run took.</param>
    internal void Finish(int steps)
    {
        string[] missing = [.. _due.Where(step => step <= steps).Except(_folder.Steps).Order().Select(SnapshotNames.Of)];
        if (missing.Length > 0)
            _folder.Warn?.Invoke($"{_folder.Path} lacks {string.Join(", ", missing)}: the run went on from a later step, and they were not there");
    }

    private void CheckOwn(int step)
    {
        string path = Path.Combine(_folder.Path, SnapshotNames.Of(step));
        const string Advice = "Give what was given then, move it, or begin anew (--force instead of --resume).";
        Provenance there = Provenance.Read(path) ?? throw new UsageException($"{path}: it has no {Provenance.FileName}, so it is no snapshot of this run. {Advice}");
        // The steps and the like are the snapshot's own.
        var options = there.Options.Where(option => _origin.Provenance.Options.ContainsKey(option.Key)).ToDictionary(StringComparer.Ordinal);
        IReadOnlyList<string> differences = new RunFingerprint(_origin.Provenance with { Kernels = _model.Encoder.KernelName })
            .DifferencesFrom(new RunFingerprint(there with { Options = options }));
        if (differences.Count > 0)
            throw new UsageException($"{path}: the snapshot is of another run. It differs in {string.Join("; ", differences)}. {Advice}");
        if (!_due.Contains(step))
        {
            throw new UsageException(string.Create(
                CultureInfo.InvariantCulture, $"{path}: {_folder.Options.Count} snapshots of {_total} steps are those after {string.Join(", ", _due.Order().Take(5))}{(_due.Count > 5 ? ", ..." : "")}, and this one is none of them. {Advice}"));
        }
    }
}
