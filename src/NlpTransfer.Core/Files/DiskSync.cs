using System.Runtime.InteropServices;

namespace NlpTransfer;

/// <summary>Brings files and the names in a folder to the disk.</summary>
internal static partial class DiskSync
{
    /// <summary>Makes renamings and new names in a folder last through a power cut, where the system has a way to ask for it.</summary>
    public static void Folder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        int descriptor = Open(folder, flags: 0, mode: 0);
        if (descriptor < 0)
            return;
        // Some file systems refuse this for folders; then there is nothing more to be done.
        _ = Fsync(descriptor);
        _ = Close(descriptor);
    }

    /// <summary>Brings every file below a folder, and the folders themselves, to the disk.</summary>
    public static void Tree(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder))
        {
            using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(handle);
        }

        foreach (string inner in Directory.EnumerateDirectories(folder))
            Tree(inner);
        Folder(folder);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
