namespace NlpTransfer;

/// <summary>How a file is opened that nobody else may open while it is.</summary>
internal static class ExclusiveFile
{
    // On Unix only this makes .NET take a lock (flock), which names don't matter to. On Windows every opening is a lock, and a file can be
    // renamed or removed while it is open only if it was opened with leave to do so.
    /// <summary>The sharing that locks others out and still lets the file be renamed or removed.</summary>
    public static FileShare Share { get; } = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;
}
