namespace NlpTransfer.Training;

/// <summary>The checkpoints of one stage of a run, as its loop uses them.</summary>
internal sealed class StageCheckpoints
{
    private readonly RunCheckpoints _run;
    private readonly int _stage;
    private readonly string _purpose;
    private readonly ulong _seed;
    private readonly long _stepsBefore;
    private readonly CheckpointState? _ended;
    private readonly CheckpointState? _within;
    private int? _saved;

    internal StageCheckpoints(RunCheckpoints run, int stage, string purpose, ulong seed, long stepsBefore, CheckpointState? ended, CheckpointState? within) =>
        (_run, _stage, _purpose, _seed, _stepsBefore, _ended, _within) = (run, stage, purpose, seed, stepsBefore, ended, within);

    /// <summary>The newest checkpoint of the stage that was read or written, for messages; null where there is none.</summary>
    internal string? Newest => _saved is { } step ? PathOf(step) : null;

    /// <summary>Where the stage had ended in an earlier run, puts its weights back and returns where its loop stood; null where it is still to be done.</summary>
    /// <exception cref="ModelFormatException">The checkpoint is of another model.</exception>
    internal LoopState? RestoreEnded(LoopTensors tensors)
    {
        if (_ended is null)
            return null;
        using SafetensorsFile file = Open(CheckpointFiles.NameOfStage(_stage));
        tensors.RestoreWeights(file);
        return _ended.Loop;
    }

    /// <summary>Puts back where an earlier run stopped within the stage; null where the stage begins.</summary>
    /// <exception cref="ModelFormatException">The checkpoint is of another model.</exception>
    internal LoopState? Restore(LoopTensors tensors)
    {
        // What an earlier run wrote beyond this place, or damaged, would outlive what is written now.
        int step = _within?.Loop.Step ?? 0;
        Remove(CheckpointFiles.List(_run.Folder.Path).Where(found => found.Step > _stepsBefore + step || (_within is null && found.Step >= _stepsBefore)));
        if (_within is null)
            return null;
        using SafetensorsFile file = Open(CheckpointFiles.NameOf(_stepsBefore + step));
        tensors.Restore(file, _within.OptimizerSteps, _within.HasBest);
        _saved = step;
        return _within.Loop;
    }

    /// <summary>Whether a checkpoint is due after a step.</summary>
    internal bool IsDue(int step) => step % _run.Folder.Options.Every == 0;

    /// <summary>Writes a checkpoint, and removes the oldest beyond those that stay. Does nothing where the newest is of the same step.</summary>
    /// <exception cref="NlpTransferException">It can't be written; the newest one before it is untouched.</exception>
    internal void Save(LoopState loop, LoopTensors tensors)
    {
        if (_saved == loop.Step)
            return;
        Write(CheckpointFiles.NameOf(_stepsBefore + loop.Step), State(loop, tensors, ended: false), tensors.All());
        _saved = loop.Step;
        Remove(CheckpointFiles.List(_run.Folder.Path).Skip(_run.Folder.Options.Keep));
    }

    /// <summary>Writes the weights with which the stage has ended; its checkpoints are needed no more.</summary>
    /// <exception cref="NlpTransferException">It can't be written; the newest checkpoint is untouched.</exception>
    internal void End(LoopState loop, LoopTensors tensors)
    {
        Write(CheckpointFiles.NameOfStage(_stage), State(loop, tensors, ended: true), tensors.Weights());
        _run.Ended(loop.Step);
    }

    private CheckpointState State(LoopState loop, LoopTensors tensors, bool ended) =>
        new(_run.Fingerprint, _run.Facts, _stage, _purpose, _seed, loop, tensors.OptimizerSteps, HasBest: !ended && tensors.Best is not null, ended);

    private void Write(string name, CheckpointState state, IReadOnlyList<NamedTensor> tensors)
    {
        try
        {
            AtomicFolder.Write(Path.Combine(_run.Folder.Path, name), force: true, folder =>
            {
                CheckpointFiles.Fill(folder, state, tensors);
                _run.Folder.Filled?.Invoke(folder);
            });
        }
        catch (NlpTransferException failure) when (failure.InnerException is IOException or UnauthorizedAccessException)
        {
            throw new NlpTransferException(
                $"{failure.Message} {(Newest is null ? "No checkpoint of this stage was there yet." : $"{Path.GetFileName(Newest)} is intact: the run goes on from it with --resume.")}", failure.InnerException);
        }
    }

    private static void Remove(IEnumerable<(long Step, string Path)> checkpoints)
    {
        foreach ((_, string path) in checkpoints)
        {
            try
            {
                Directory.Delete(path, recursive: true);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw FileFailure.Describe(path, failure);
            }
        }
    }

    private SafetensorsFile Open(string name) => SafetensorsFile.Open(Path.Combine(_run.Folder.Path, name, CheckpointFiles.Tensors));

    private string PathOf(int step) => Path.Combine(_run.Folder.Path, CheckpointFiles.NameOf(_stepsBefore + step));
}
