using Microsoft.Win32.SafeHandles;

namespace NlpTransfer;

/// <summary>Brings files and the names in a folder to the disk.</summary>
internal static class DiskSync
{
    /// <summary>Makes renamings and new names in a folder last through a power cut, where the system has a way to ask for it.</summary>
    public static void Folder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        // Some file systems refuse this for folders; then there is nothing more to be done.
        using SafeFileHandle? handle = UnixFile.OpenUnlocked(folder);
        if (handle is not null)
            _ = UnixFile.Sync(handle);
    }

    /// <summary>Brings every file below a folder, and the folders themselves, to the disk.</summary>
    public static void Tree(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder))
        {
            // Copies of read-only files are read-only too; Windows alone wants the right to write for this.
            using var handle = File.OpenHandle(file, FileMode.Open, OperatingSystem.IsWindows() ? FileAccess.ReadWrite : FileAccess.Read);
            RandomAccess.FlushToDisk(handle);
        }

        foreach (string inner in Directory.EnumerateDirectories(folder))
            Tree(inner);
        Folder(folder);
    }
}
