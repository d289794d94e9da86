using System.Runtime.InteropServices;

namespace NlpTransfer;

/// <summary>Renamings of folders that the base library has no call for.</summary>
internal static partial class FolderRenaming
{
    private const int CurrentFolder = -100;
    private const uint NoReplace = 1;
    private const uint ExchangeBoth = 2;
    private const int AlreadyExists = 17;

    /// <summary>Exchanges two folders in one step.</summary>
    /// <returns>False where the system or the file system can't; nothing has changed then.</returns>
    public static bool TryExchange(string one, string other) => TryRename(one, other, ExchangeBoth) == 0;

    /// <summary>Gives a folder a name that must be free.</summary>
    /// <exception cref="IOException">The name is taken, or the folder can't be renamed.</exception>
    public static void MoveToFreeName(string from, string to)
    {
        int error = TryRename(from, to, NoReplace);
        if (error == AlreadyExists)
            throw new IOException($"'{to}' already exists.");
        if (error != 0)
            Directory.Move(from, to);
    }

    // 0, or the system's error number; -1 where there is no such call.
    private static int TryRename(string from, string to, uint flags)
    {
        if (!OperatingSystem.IsLinux())
            return -1;
        try
        {
            return RenameAt2(CurrentFolder, from, CurrentFolder, to, flags) == 0 ? 0 : Marshal.GetLastPInvokeError();
        }
        catch (EntryPointNotFoundException)
        {
            // A C library older than glibc 2.28.
            return -1;
        }
    }

    [LibraryImport("libc", EntryPoint = "renameat2", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int RenameAt2(int fromFolder, string from, int toFolder, string to, uint flags);
}
