using System.Runtime.InteropServices;

namespace NlpTransfer.Torch;

/// <summary>
/// Keeps glibc from giving large blocks back to the system after every operation. Activations of some megabytes are freed and asked for again
/// all the time, and each fresh page costs a fault: about 5 % of a training step. What is kept lies in the arena of the thread that asked for it, and work on the
/// pool wanders from thread to thread, so that a long cross-validation would hold gigabytes: <see cref="Trim"/> gives them back between long pieces of work.
/// </summary>
internal static partial class NativeAllocator
{
    private const int TrimThreshold = -1;
    private const int MmapThreshold = -3;

    // The largest value that glibc takes for the second one is half of its largest heap, 32 MiB on 64-bit systems.
    private const int LargestBlock = 32 << 20;
    private const int LargestTop = 512 << 20;

    /// <summary>Sets the thresholds, for the process.</summary>
    internal static void Raise() => Try(() =>
    {
        _ = SetOption(MmapThreshold, LargestBlock);
        _ = SetOption(TrimThreshold, LargestTop);
    });

    /// <summary>Gives pages that nothing lies on back to the system, in the arenas of all threads.</summary>
    internal static void Trim() => Try(() => _ = GiveBack(0));

    private static void Try(Action call)
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            call();
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

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GiveBack(nuint keep);
}
