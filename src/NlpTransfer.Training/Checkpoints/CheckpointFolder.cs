namespace NlpTransfer.Training;

/// <summary>
/// Where a training keeps its checkpoints: <c>checkpoint-STEP</c> for the newest steps, <c>stage-N</c> for what a stage that has ended left. Each is written beside its name and
/// takes it in one step, so that a stop at any moment leaves whole ones alone. While it is open no other run can use the folder.
/// </summary>
/// <example><code>
/// using CheckpointFolder checkpoints = CheckpointFolder.Open("yo-topics.checkpoints", new() { Resume = true });
/// using TrainedClassifier trained = await ClassifierTraining.RunAsync(model, yoruba, new() { Strategy = ClassifierStrategy.Full, Checkpoints = checkpoints });
/// await trained.SaveAsync("yo-topics");
/// checkpoints.Remove();
/// </code></example>
public sealed class CheckpointFolder : IDisposable
{
    private const string LockName = ".lock";
    private const string Unfinished = ".*.writing";

    private readonly FolderLock _lock;
    private bool _disposed;

    private CheckpointFolder(string path, CheckpointOptions options, Action<string>? warn, FolderLock held) => (Path, Options, Warn, _lock) = (path, options, warn, held);

    /// <summary>The full path of the folder.</summary>
    public string Path { get; }

    /// <summary>How often and how many.</summary>
    public CheckpointOptions Options { get; }

    /// <summary>Whether there is anything to go on from.</summary>
    public bool IsEmpty => !CheckpointFiles.HasAny(Path);

    /// <summary>Is told of what is passed over; null for nobody.</summary>
    internal Action<string>? Warn { get; }

    /// <summary>Called with the work folder of every checkpoint before it gets its name; for tests.</summary>
    internal Action<string>? Filled { get; set; }

    /// <summary>The folder that belongs to what a training makes: beside it, under its name with <c>.checkpoints</c>.</summary>
    /// <param name="output">The folder that the training makes.</param>
    public static string PathFor(string output)
    {
        ArgumentException.ThrowIfNullOrEmpty(output);
        return System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(output)) + ".checkpoints";
    }

    /// <summary>Opens a folder, and makes it where it is missing.</summary>
    /// <param name="path">The folder; nothing else should be in it.</param>
    /// <param name="options">How often, how many, and what becomes of an earlier run's; null for the defaults.</param>
    /// <param name="warn">Is told where a damaged checkpoint is passed over.</param>
    /// <exception cref="UsageException">Options are at fault, checkpoints of another run stand there, or another run is using the folder.</exception>
    /// <exception cref="NlpTransferException">The folder can't be made or written.</exception>
    public static CheckpointFolder Open(string path, CheckpointOptions? options = null, Action<string>? warn = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        (options ??= new CheckpointOptions()).Validate();
        string full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        if (File.Exists(full))
            throw new UsageException($"{path}: a file stands where checkpoints are to be written; choose another name, or move it.");
        FolderLock? held = null;
        try
        {
            Directory.CreateDirectory(full);
            held = FolderLock.TryTake(System.IO.Path.Combine(full, LockName))
                ?? throw new UsageException($"{path}: another run is writing checkpoints there; wait for it, or choose another name.");
            if (!options.Resume && CheckpointFiles.HasAny(full))
            {
                if (!options.Replace)
                    throw new UsageException($"{path}: it holds the checkpoints of a run that was stopped; go on with that run (--resume), or begin anew (--force).");
                Clear(full);
            }

            foreach (string left in Directory.EnumerateDirectories(full, Unfinished, new EnumerationOptions { AttributesToSkip = 0 }))
                Directory.Delete(left, recursive: true);
            var folder = new CheckpointFolder(full, options, warn, held);
            held = null;
            return folder;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw FileFailure.Describe(path, failure);
        }
        finally
        {
            held?.Dispose();
        }
    }

    /// <summary>Removes all checkpoints: the run has reached its end, and what it made is saved.</summary>
    /// <exception cref="NlpTransferException">Something can't be removed.</exception>
    public void Remove()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            Clear(Path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new NlpTransferException($"{Path}: the checkpoints are not needed any more and can't be removed: {failure.Message}", failure);
        }
    }

    /// <summary>Lets other runs use the folder, and removes it where it is empty.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _lock.Dispose();
        try
        {
            Directory.Delete(Path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It holds something, and stays.
        }
    }

    /// <summary>Begins a run, or goes on with the one whose checkpoints are there.</summary>
    /// <param name="fingerprint">What it is made from.</param>
    /// <exception cref="UsageException">The checkpoints there were made by another command, other options or other inputs; the message names what differs.</exception>
    internal RunCheckpoints Begin(RunFingerprint fingerprint)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new RunCheckpoints(this, fingerprint);
    }

    private static void Clear(string folder)
    {
        foreach (string checkpoint in Directory.EnumerateDirectories(folder, "*", new EnumerationOptions { AttributesToSkip = 0 }))
            Directory.Delete(checkpoint, recursive: true);
        foreach (string left in Directory.EnumerateFiles(folder, ".*.lock", new EnumerationOptions { AttributesToSkip = 0 }).Where(file => System.IO.Path.GetFileName(file) != LockName))
            File.Delete(left);
    }
}
