namespace NlpTransfer;

/// <summary>A file in the system's temporary folder that goes when it is closed.</summary>
internal static class TemporaryFile
{
    /// <summary>Creates one under a name of its own, to write and to read.</summary>
    public static FileStream Create() => new(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), new FileStreamOptions
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.ReadWrite,
        Share = FileShare.None,
        Options = FileOptions.DeleteOnClose,
    });
}
