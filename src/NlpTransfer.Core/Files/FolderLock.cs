using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace NlpTransfer;

/// <summary>A lock file that keeps two runs, of one or of several processes, from writing the same folder. The system frees it when a process dies.</summary>
internal sealed class FolderLock : IDisposable
{
    private static int _counter;
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Takes a lock, or returns null where another run holds it.</summary>
    /// <exception cref="IOException">The lock file can't be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The lock file can't be made.</exception>
    public static FolderLock? TryTake(string path)
    {
        while (true)
        {
            FileStream file;
            try
            {
                file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, ExclusiveFile.Share, bufferSize: 1);
            }
            catch (IOException failure) when (ExclusiveFile.IsHeld(failure))
            {
                return null;
            }

            if (StandsAt(path, file))
                return new FolderLock(file);
            file.Dispose();
        }
    }

    // A holder removes the file when it is done. Whoever opened it just before that holds a lock on a file without a name,
    // and has to try again: what stands under the path must be what was written through the handle.
    private static bool StandsAt(string path, FileStream file)
    {
        if (OperatingSystem.IsWindows())
            return true;
        string mark = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}.{Interlocked.Increment(ref _counter)}\n");
        file.SetLength(0);
        file.Write(Encoding.ASCII.GetBytes(mark));
        file.Flush();
        using SafeFileHandle? again = UnixFile.OpenUnlocked(path);
        if (again is null)
            return false;
        Span<byte> found = stackalloc byte[64];
        return found[..RandomAccess.Read(again, found, fileOffset: 0)].SequenceEqual(Encoding.ASCII.GetBytes(mark));
    }

    public void Dispose()
    {
        try
        {
            File.Delete(_file.Name);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A lock file that stays harms nobody: the lock itself goes with the handle.
        }

        _file.Dispose();
    }
}
