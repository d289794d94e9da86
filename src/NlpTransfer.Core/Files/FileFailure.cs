namespace NlpTransfer;

/// <summary>Failures of the file system as sentences that a user can act on.</summary>
internal static class FileFailure
{
    private const int NoSpaceUnix = 28;
    private const int QuotaLinux = 122;
    private const int DiskFullWindows = unchecked((int)0x80070070);

    /// <summary>An exception whose message names the path, the reason and the cure.</summary>
    public static NlpTransferException Describe(string path, Exception failure) => failure switch
    {
        IOException { HResult: NoSpaceUnix or QuotaLinux or DiskFullWindows } =>
            new NlpTransferException($"{path}: the disk that holds it is full; free some space and run again. What stood there before is untouched.", failure),
        UnauthorizedAccessException =>
            new NlpTransferException($"{path}: writing there is not permitted; choose a folder that you may write to.", failure),
        _ => new NlpTransferException($"{path}: it can't be written: {failure.Message}", failure),
    };
}
