using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace NlpTransfer;

/// <summary>Calls of the C library for what .NET's own files can't do: folders, and files that another handle has locked.</summary>
internal static partial class UnixFile
{
    /// <summary>Opens a file or folder for reading, locked or not.</summary>
    /// <returns>The handle, or null where it can't be opened.</returns>
    public static SafeFileHandle? OpenUnlocked(string path)
    {
        int descriptor = Open(path, flags: 0);
        return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>Brings what a handle stands for to the disk.</summary>
    /// <returns>0, or -1 where that is not possible.</returns>
    [LibraryImport("libc", EntryPoint = "fsync")]
    public static partial int Sync(SafeFileHandle handle);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
