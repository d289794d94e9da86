namespace NlpTransfer.Training;

/// <summary>
/// Where a training keeps whole models on the way: <c>step-000200</c> is a model folder as the one at the end is, with the weights that it had after 200 steps. Each is written
/// beside its name and takes it in one step. While it is open no other run can use the folder.
/// </summary>
/// <example><code>
/// using SnapshotFolder snapshots = SnapshotFolder.Open("encoder.snapshots", new() { Count = 4 });
/// using TrainedMaskedModel model = await Pretraining.RunAsync("tokenizer", texts, new() { Training = new() { MaxSteps = 1000, Snapshots = snapshots } });
/// ModelFolder young = ModelFolder.Open("encoder.snapshots/step-000200");
/// </code></example>
public sealed class SnapshotFolder : IDisposable
{
    private const string LockName = ".lock";

    private static readonly EnumerationOptions s_all = new() { AttributesToSkip = 0 };

    private readonly FolderLock _lock;
    private bool _disposed;

    private SnapshotFolder(string path, SnapshotOptions options, Action<string>? warn, FolderLock held) => (Path, Options, Warn, _lock) = (path, options, warn, held);

    /// <summary>The full path of the folder.</summary>
    public string Path { get; }

    /// <summary>How many.</summary>
    public SnapshotOptions Options { get; }

    /// <summary>The steps of the models that stand there, ascending.</summary>
    public IReadOnlyList<int> Steps => [.. SnapshotNames.StepsIn(Path)];

    /// <summary>Is told of what is missing at the end; null for nobody.</summary>
    internal Action<string>? Warn { get; }

    /// <summary>The folder that belongs to what a training makes: beside it, under its name with <c>.snapshots</c>.</summary>
    /// <param name="output">The folder that the training makes.</param>
    public static string PathFor(string output)
    {
        ArgumentException.ThrowIfNullOrEmpty(output);
        return System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(output)) + ".snapshots";
    }

    /// <summary>Opens a folder, and makes it where it is missing.</summary>
    /// <param name="path">The folder; nothing else may be in it.</param>
    /// <param name="options">How many, and what becomes of an earlier run's; null for the defaults.</param>
    /// <param name="warn">Is told at the end where a snapshot is missing because the run went on from a later step.</param>
    /// <exception cref="UsageException">Options are at fault, the folder holds something and that is not allowed, or another run is using it.</exception>
    /// <exception cref="NlpTransferException">The folder can't be made or written.</exception>
    public static SnapshotFolder Open(string path, SnapshotOptions? options = null, Action<string>? warn = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        (options ??= new SnapshotOptions()).Validate();
        string full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        if (File.Exists(full))
            throw new UsageException($"{path}: a file stands where snapshots are to be written; choose another name, or move it.");
        FolderLock? held = null;
        try
        {
            Directory.CreateDirectory(full);
            held = FolderLock.TryTake(System.IO.Path.Combine(full, LockName)) ?? throw new UsageException($"{path}: another run is writing snapshots there; wait for it, or choose another name.");
            string[] there = [.. Directory.EnumerateFileSystemEntries(full, "*", s_all).Where(entry => System.IO.Path.GetFileName(entry) != LockName)];
            if (there.FirstOrDefault(entry => !SnapshotNames.IsOurs(entry)) is { } foreign)
                throw new UsageException($"{path}: it holds '{System.IO.Path.GetFileName(foreign)}', which is no snapshot; move that, or choose another name.");
            if (there.Any(entry => SnapshotNames.StepOf(entry) is not null) && options is { Resume: false, Replace: false })
                throw new UsageException($"{path}: it holds the snapshots of an earlier run; move them, go on with that run where it was stopped (--resume), or allow them to be removed (--force).");
            Remove(there.Where(entry => !options.Resume || SnapshotNames.StepOf(entry) is null));
            var folder = new SnapshotFolder(full, options, warn, held);
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

    /// <summary>Begins a run, or goes on with the one whose snapshots are there.</summary>
    /// <param name="model">The model that trains.</param>
    /// <param name="origin">What makes it, as far as it is known before the training.</param>
    /// <param name="total">Steps of the run.</param>
    /// <exception cref="UsageException">The run is too short, or what stands there is of another run.</exception>
    internal RunSnapshots Begin(MaskedLanguageModel model, MaskedModelOrigin origin, int total)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new RunSnapshots(this, model, origin, total);
    }

    private static void Remove(IEnumerable<string> entries)
    {
        foreach (string entry in entries)
        {
            if (Directory.Exists(entry))
                Directory.Delete(entry, recursive: true);
            else
                File.Delete(entry);
        }
    }
}
