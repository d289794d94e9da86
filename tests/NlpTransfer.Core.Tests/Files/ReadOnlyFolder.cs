namespace NlpTransfer.Tests.Files;

/// <summary>A folder in which nothing can be made.</summary>
internal static class ReadOnlyFolder
{
    public static string InsideOr(TemporaryFolder temporary)
    {
        Skip.If(OperatingSystem.IsWindows(), "Folder permissions are set another way here.");
        string folder = temporary.At("read-only");
        if (!OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        if (!Environment.IsPrivilegedProcess)
            return folder;
        // Root may write everywhere but into the kernel's own file systems.
        Skip.IfNot(Directory.Exists("/sys/kernel"), "Root may write everywhere here.");
        return "/sys/kernel";
    }
}
