using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using TorchSharp;

namespace NlpTransfer.Torch;

/// <summary>
/// Loads libtorch before TorchSharp looks for it: TorchSharp's own search copies hundreds of megabytes about and names a wrong cause
/// where a library can't be loaded. Here a failure is one sentence.
/// </summary>
public static class LibTorch
{
    /// <summary>The environment variable that names a folder with the native libraries; it comes before all other places.</summary>
    public const string FolderVariable = "NLPTRANSFER_LIBTORCH";

    /// <summary>The runtime configuration setting (runtimeconfig.json) that names such a folder; it comes second.</summary>
    public const string FolderSetting = "NlpTransfer.LibTorchFolder";

    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, nint> Loaded = new(StringComparer.Ordinal);
    private static bool s_available;
    private static int s_threads;

    /// <summary>The folder that libtorch was loaded from; null before it was.</summary>
    public static string? Folder { get; private set; }

    /// <summary>Loads the native libraries once and sets libtorch up: one thread a processor, large memory thresholds. Later calls do nothing.</summary>
    /// <exception cref="NlpTransferException">A library is missing, damaged or wants something that the system lacks.</exception>
    public static void EnsureAvailable()
    {
        if (Volatile.Read(ref s_available))
            return;
        lock (Gate)
        {
            if (s_available)
                return;
            NativeFolders folders = NativeFolders.Find(NativeFolders.Candidates());
            Load(folders);
            Folder = folders.Torch;
            NativeAllocator.Raise();
            s_threads = Environment.ProcessorCount;
            torch.set_num_threads(s_threads);
            Volatile.Write(ref s_available, true);
        }
    }

    /// <summary>Threads that one operation of libtorch uses. Results depend on it in the last digits: the same number gives the same bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    /// <exception cref="NlpTransferException">libtorch can't be loaded.</exception>
    public static int Threads
    {
        get
        {
            EnsureAvailable();
            return Volatile.Read(ref s_threads);
        }

        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            EnsureAvailable();
            Volatile.Write(ref s_threads, value);
            torch.set_num_threads(value);
        }
    }

    /// <summary>
    /// Gives the calling thread <see cref="Threads"/> to compute with. OpenMP keeps that number a thread, and one of the runtime's pool may still hold an older
    /// one: the same work would then be shared out differently, and its last digits differ.
    /// </summary>
    internal static void ApplyThreads()
    {
        EnsureAvailable();
        torch.set_num_threads(Volatile.Read(ref s_threads));
    }

    /// <summary>Makes sure of libtorch on the way to a base constructor that needs it.</summary>
    /// <exception cref="NlpTransferException">libtorch can't be loaded.</exception>
    internal static T Before<T>(Func<T> value)
    {
        EnsureAvailable();
        return value();
    }

    /// <summary>Loads the libraries of two folders, so that both this runtime and TorchSharp find them by name.</summary>
    /// <exception cref="NlpTransferException">One can't be loaded.</exception>
    internal static void Load(NativeFolders folders)
    {
        foreach (string file in folders.FilesInOrder())
            Loaded[Path.GetFileName(file)] = LoadFile(file);
        // Where the system doesn't match a bare name with what is loaded already, the runtime asks here before it gives up.
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += Resolve;
    }

    /// <summary>Loads one library.</summary>
    /// <exception cref="NlpTransferException">It can't be loaded; one sentence says why.</exception>
    internal static nint LoadFile(string file)
    {
        try
        {
            if (OperatingSystem.IsLinux() && !ElfImage.IsComplete(file))
                throw new NlpTransferException($"libtorch can't be loaded: {LoaderMessage.Damaged(file)}");
            return NativeLibrary.Load(file);
        }
        catch (Exception failure) when (failure is DllNotFoundException or BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            throw new NlpTransferException($"libtorch can't be loaded: {LoaderMessage.Explain(file, failure.Message)}", failure);
        }
    }

    private static nint Resolve(Assembly assembly, string name) =>
        assembly == typeof(torch).Assembly
            ? Loaded.GetValueOrDefault(name is "LibTorchSharp" ? NativeLibraryNames.Binding : name is "torch_cpu" ? NativeLibraryNames.Torch : name)
            : 0;
}
