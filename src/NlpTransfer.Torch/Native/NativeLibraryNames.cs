using System.Runtime.InteropServices;

namespace NlpTransfer.Torch;

/// <summary>What libtorch's libraries are called on this system.</summary>
internal static class NativeLibraryNames
{
    /// <summary>The package's part of the runtime identifier: linux-x64, win-x64, osx-arm64.</summary>
    internal static string RuntimeIdentifier { get; } =
        (OperatingSystem.IsWindows() ? "win-" : OperatingSystem.IsMacOS() ? "osx-" : "linux-")
        + (RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64");

    /// <summary>TorchSharp's own native half.</summary>
    internal static string Binding { get; } = FileName("LibTorchSharp");

    /// <summary>The library that computes.</summary>
    internal static string Torch { get; } = FileName("torch_cpu");

    /// <summary>What is loaded from libtorch's folder, each before those that need it; a name with a star stands for whatever file fits.</summary>
    internal static IReadOnlyList<string> InOrder { get; } = OperatingSystem.IsWindows()
        ? ["uv.dll", "libiomp5md.dll", "c10.dll", "torch_cpu.dll", "torch.dll"]
        : OperatingSystem.IsMacOS()
            ? ["libomp.dylib", "libc10.dylib", "libtorch_cpu.dylib", "libtorch.dylib"]
            : ["libgomp-*.so.1", "libc10.so", "libtorch_cpu.so", "libtorch.so"];

    private static string FileName(string name) =>
        OperatingSystem.IsWindows() ? name + ".dll" : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so";
}
