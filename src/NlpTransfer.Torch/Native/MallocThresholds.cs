using System.Runtime.InteropServices;

namespace NlpTransfer.Torch;

/// <summary>
/// Keeps glibc from giving large blocks back to the system after every operation. Activations of some megabytes are freed and asked for again
/// all the time, and each fresh page costs a fault: about 5 % of a training step. Since blocks are kept, so are the arenas that they lie in: without a
/// limit every thread of the pool that ever ran a batch holds on to one, and a long cross-validation grows by gigabytes.
/// </summary>
internal static partial class MallocThresholds
{
    private const int TrimThreshold = -1;
    private const int MmapThreshold = -3;
    private const int ArenaMax = -8;

    // The largest value that glibc takes for the second one is half of its largest heap, 32 MiB on 64-bit systems.
    private const int LargestBlock = 32 << 20;
    private const int LargestTop = 512 << 20;

    // One thread at a time allocates tensors; the second arena is for those that only compute.
    private const int Arenas = 2;

    internal static void Raise()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = SetOption(MmapThreshold, LargestBlock);
            _ = SetOption(TrimThreshold, LargestTop);
            _ = SetOption(ArenaMax, Arenas);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library (musl) has no such setting.
        }
        catch (DllNotFoundException)
        {
            // A system whose C library goes by another name.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetOption(int parameter, int value);
}
