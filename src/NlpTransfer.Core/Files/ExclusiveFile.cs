namespace NlpTransfer;

/// <summary>How a file is opened that nobody else may open while it is.</summary>
internal static class ExclusiveFile
{
    private const int WouldBlockLinux = 11;
    private const int WouldBlockApple = 35;
    private const int SharingViolationWindows = unchecked((int)0x80070020);

    // On Unix only this makes .NET take a lock (flock), which names don't matter to. On Windows every opening is a lock, and a file can be
    // renamed or removed while it is open only if it was opened with leave to do so.
    /// <summary>The sharing that locks others out and still lets the file be renamed or removed.</summary>
    public static FileShare Share { get; } = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;

    /// <summary>Whether a file could not be opened because somebody else holds it.</summary>
    public static bool IsHeld(IOException failure) => failure.HResult is WouldBlockLinux or WouldBlockApple or SharingViolationWindows;
}
