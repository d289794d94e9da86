namespace NlpTransfer;

/// <summary>
/// Writes files so that nothing is ever half written: beside the goal, flushed to the disk, then renamed over it.
/// A stop at any moment leaves the old file or the new one; what a killed run left beside it is removed by the next.
/// </summary>
public static class AtomicFile
{
    private const string Suffix = ".writing";
    private static int _counter;

    /// <summary>Writes a file.</summary>
    /// <param name="path">The goal; its folder is made where it is missing.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="overwrite">Whether an existing file is replaced.</param>
    /// <exception cref="UsageException">The file exists and is not to be replaced, or a folder stands there.</exception>
    /// <exception cref="NlpTransferException">It can't be written: the disk is full, the folder is read-only. The message says which and what to do.</exception>
    public static void Write(string path, Action<Stream> write, bool overwrite = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string goal = Path.GetFullPath(path);
        RefuseExisting(path, goal, overwrite);
        string folder = Path.GetDirectoryName(goal)!;
        string? work = null;
        try
        {
            Directory.CreateDirectory(folder);
            RemoveLeftovers(folder, Path.GetFileName(goal));
            using FileStream stream = CreateBeside(folder, Path.GetFileName(goal));
            work = stream.Name;
            write(stream);
            stream.Flush(flushToDisk: true);
            if (OperatingSystem.IsWindows())
                stream.Dispose();
            // The handle stays open until after the renaming where the system allows it: its lock tells a leftover from work in progress.
            File.Move(work, goal, overwrite);
            work = null;
            DiskSync.Folder(folder);
        }
        catch (IOException) when (!overwrite && File.Exists(goal) && work is not null)
        {
            throw Exists(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw FileFailure.Describe(path, failure);
        }
        finally
        {
            if (work is not null)
                TryDelete(work);
        }
    }

    private static void RefuseExisting(string path, string goal, bool overwrite)
    {
        if (Directory.Exists(goal))
            throw new UsageException($"{path}: a folder stands where a file is to be written; choose another name.");
        if (!overwrite && File.Exists(goal))
            throw Exists(path);
    }

    private static UsageException Exists(string path) =>
        new($"{path}: the file exists; choose another name, or allow it to be replaced (--force).");

    private static FileStream CreateBeside(string folder, string name)
    {
        for (int attempt = 0; ; attempt++)
        {
            string work = Path.Combine(folder, $".{name}.{Environment.ProcessId}-{Interlocked.Increment(ref _counter)}{Suffix}");
            try
            {
                var file = new FileStream(work, FileMode.CreateNew, FileAccess.Write, ExclusiveFile.Share, bufferSize: 1 << 16);
                // A cleaner may have come between the making of the file and its locking; once it is locked and there, it stays.
                if (File.Exists(work))
                    return file;
                file.Dispose();
            }
            catch (IOException failure) when (attempt < 100 && (ExclusiveFile.IsHeld(failure) || File.Exists(work)))
            {
                // A cleaner holds it, or a process that died had the same number: take the next.
            }
        }
    }

    private static void RemoveLeftovers(string folder, string name)
    {
        foreach (string work in Directory.EnumerateFiles(folder, $".{name}.*{Suffix}"))
        {
            try
            {
                // Held by its writer while that lives.
                using var held = new FileStream(work, FileMode.Open, FileAccess.ReadWrite, ExclusiveFile.Share);
                File.Delete(work);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
            }
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The failure that led here is the one to report; the next run removes what is left.
        }
    }
}
