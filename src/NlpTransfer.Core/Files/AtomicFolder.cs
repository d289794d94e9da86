namespace NlpTransfer;

/// <summary>
/// Makes a folder so that it is never half there: it is filled beside its goal, brought to the disk, and takes the goal's name in one step.
/// A stop at any moment leaves the old folder or the new one; what a killed run leaves beside it is removed by the next run with the same goal.
/// While it lives no other run can make the same folder.
/// </summary>
/// <remarks>
/// On Linux an old folder is exchanged with the new one in one step. Elsewhere it is set aside for a moment, and <see cref="Recover"/>, which every
/// new run and every opening of a model calls, brings it back after a stop within that moment.
/// </remarks>
/// <example><code>
/// using AtomicFolder folder = AtomicFolder.Create("yo-topics");
/// File.WriteAllText(Path.Combine(folder.WorkPath, "config.json"), config);
/// folder.Commit();
/// </code></example>
public sealed class AtomicFolder : IDisposable
{
    private readonly string _given;
    private readonly bool _force;
    private readonly FolderLock _lock;
    private readonly Paths _paths;
    private bool _committed;
    private bool _disposed;

    private AtomicFolder(string given, bool force, Paths paths, FolderLock held)
    {
        _given = given;
        _force = force;
        _paths = paths;
        _lock = held;
    }

    /// <summary>The full path under which the folder will stand.</summary>
    public string Goal => _paths.Goal;

    /// <summary>The full path of the folder to fill.</summary>
    public string WorkPath => _paths.Work;

    /// <summary>Called at the moments at which a stop would leave different things behind; for tests.</summary>
    internal Action<AtomicFolderStage>? Reached { get; set; }

    /// <summary>Whether folders may be exchanged in one step; for tests of the other way.</summary>
    internal bool MayExchange { get; set; } = true;

    /// <summary>Begins a folder.</summary>
    /// <param name="goal">Where it will stand; the folder above it is made where it is missing.</param>
    /// <param name="force">Whether a folder that stands there is replaced.</param>
    /// <exception cref="UsageException">
    /// Something stands there and may not be replaced, it is a file, it holds the current or the home folder, or another run is writing it.
    /// </exception>
    /// <exception cref="NlpTransferException">The folder can't be made; the message says why.</exception>
    public static AtomicFolder Create(string goal, bool force = false)
    {
        Paths paths = Paths.Of(goal);
        FolderGuard.Check(goal, paths.Goal, force);
        FolderLock? held = null;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(paths.Goal)!);
            held = FolderLock.TryTake(paths.Lock)
                ?? throw new UsageException($"{goal}: another run is writing this folder; wait for it, or choose another name.");
            paths.CleanUp();
            // Once more, now that nobody else can write it: a run that has just ended may have.
            FolderGuard.Check(goal, paths.Goal, force);
            Directory.CreateDirectory(paths.Work);
            var folder = new AtomicFolder(goal, force, paths, held);
            held = null;
            return folder;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw FileFailure.Describe(goal, failure);
        }
        finally
        {
            held?.Dispose();
        }
    }

    /// <summary>Fills and commits a folder, with failures of the disk as sentences that name the goal.</summary>
    /// <param name="goal">Where it will stand.</param>
    /// <param name="force">Whether a folder that stands there is replaced.</param>
    /// <param name="fill">Is given the path of the folder to fill.</param>
    /// <exception cref="UsageException">As for <see cref="Create"/>.</exception>
    /// <exception cref="NlpTransferException">The disk is full, or the folder can't be written for another reason; what stood there is untouched.</exception>
    public static void Write(string goal, bool force, Action<string> fill)
    {
        using AtomicFolder folder = Create(goal, force);
        folder.Fill(fill);
        folder.Commit();
    }

    /// <summary>Runs a piece of work on the folder, with failures of the disk as sentences that name the goal.</summary>
    /// <param name="fill">Is given <see cref="WorkPath"/>.</param>
    /// <exception cref="NlpTransferException">The disk is full, or something can't be written for another reason.</exception>
    public void Fill(Action<string> fill)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            Reached?.Invoke(AtomicFolderStage.Created);
            fill(WorkPath);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw FileFailure.Describe(_given, failure);
        }
        catch (NlpTransferException failure) when (failure.GetType() == typeof(NlpTransferException) && failure.InnerException is IOException or UnauthorizedAccessException)
        {
            // A file in it was described by its own path, which the user never named and which is gone in a moment.
            throw FileFailure.Describe(_given, failure.InnerException!);
        }
    }

    /// <summary>Brings everything to the disk and gives the folder its name.</summary>
    /// <exception cref="InvalidOperationException">It was committed before.</exception>
    /// <exception cref="UsageException">Something has come to stand there meanwhile and may not be replaced.</exception>
    /// <exception cref="NlpTransferException">It can't be written; what stood there is untouched.</exception>
    public void Commit()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_committed)
            throw new InvalidOperationException("The folder was committed before.");
        try
        {
            DiskSync.Tree(WorkPath);
            Reached?.Invoke(AtomicFolderStage.Flushed);
            FolderGuard.Check(_given, Goal, _force);
            if (Directory.Exists(Goal))
                Replace();
            else
                FolderRenaming.MoveToFreeName(WorkPath, Goal);
            _committed = true;
            DiskSync.Folder(Path.GetDirectoryName(Goal)!);
            Reached?.Invoke(AtomicFolderStage.InPlace);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw FileFailure.Describe(_given, failure);
        }

        // The old folder now goes by the work folder's name; if it can't be removed, the next run tries again.
        _paths.TryCleanUp();
    }

    /// <summary>Frees the lock, and removes the folder where it was not committed.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        if (!_committed)
            _paths.TryCleanUp();
        _lock.Dispose();
    }

    /// <summary>Brings back a folder that a stopped run had set aside, where the new one did not get its name. Does nothing where all is well.</summary>
    /// <param name="goal">The folder.</param>
    public static void Recover(string goal)
    {
        Paths paths = Paths.Of(goal);
        if (Directory.Exists(paths.Goal) || !Directory.Exists(paths.Old))
            return;
        try
        {
            using FolderLock? held = FolderLock.TryTake(paths.Lock);
            if (held is not null)
                paths.CleanUp();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw FileFailure.Describe(goal, failure);
        }
    }

    private void Replace()
    {
        if (MayExchange && FolderRenaming.TryExchange(WorkPath, Goal))
            return;
        Directory.Move(Goal, _paths.Old);
        Reached?.Invoke(AtomicFolderStage.SetAside);
        try
        {
            Directory.Move(WorkPath, Goal);
        }
        catch
        {
            Directory.Move(_paths.Old, Goal);
            throw;
        }
    }

    /// <summary>The goal and what stands beside it while it is made.</summary>
    private readonly record struct Paths(string Goal, string Work, string Old, string Lock)
    {
        public static Paths Of(string goal)
        {
            ArgumentException.ThrowIfNullOrEmpty(goal);
            string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(goal));
            // A link stays a link: the folder that it leads to is replaced.
            if (Directory.Exists(full) && Directory.ResolveLinkTarget(full, returnFinalTarget: true) is { } target)
                full = Path.TrimEndingDirectorySeparator(target.FullName);
            string folder = Path.GetDirectoryName(full) ?? full, name = Path.GetFileName(full);
            return new Paths(
                full, Path.Combine(folder, $".{name}.writing"), Path.Combine(folder, $".{name}.replaced"), Path.Combine(folder, $".{name}.lock"));
        }

        /// <summary>Removes what a stopped run left, and brings the old folder back where no new one got its name.</summary>
        public void CleanUp()
        {
            if (Directory.Exists(Old))
            {
                if (Directory.Exists(Goal))
                    Directory.Delete(Old, recursive: true);
                else
                    Directory.Move(Old, Goal);
            }

            if (Directory.Exists(Work))
                Directory.Delete(Work, recursive: true);
        }

        public void TryCleanUp()
        {
            try
            {
                CleanUp();
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // Litter beside the goal is removed by the next run; it must not hide what happened.
            }
        }
    }
}
