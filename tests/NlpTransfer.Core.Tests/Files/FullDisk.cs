namespace NlpTransfer.Tests.Files;

/// <summary>The failure that the system gives when a disk is full.</summary>
internal static class FullDisk
{
    public static IOException Failure()
    {
        if (File.Exists("/dev/full"))
        {
            try
            {
                using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 1);
                full.Write("x"u8);
            }
            catch (IOException real)
            {
                return real;
            }
        }

        return new IOException("full", unchecked((int)0x80070070));
    }
}
