namespace NlpTransfer.Torch;

/// <summary>Where libtorch and TorchSharp's binding lie; the two folders may differ.</summary>
/// <param name="Torch">The folder with libtorch.</param>
/// <param name="Binding">The full path of TorchSharp's binding.</param>
internal sealed record NativeFolders(string Torch, string Binding)
{
    /// <summary>The folders that are searched, in order: the environment variable's, the host's own setting, the program's, its runtimes folder.</summary>
    internal static IReadOnlyList<string> Candidates()
    {
        string program = AppContext.BaseDirectory;
        string?[] folders =
        [
            Environment.GetEnvironmentVariable(LibTorch.FolderVariable),
            AppContext.GetData(LibTorch.FolderSetting) as string,
            program,
            Path.Combine(program, "runtimes", NativeLibraryNames.RuntimeIdentifier, "native"),
        ];
        return [.. folders.Where(folder => !string.IsNullOrEmpty(folder)).Select(folder => Path.GetFullPath(folder!)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Finds the first folder with libtorch and the first with the binding.</summary>
    /// <exception cref="NlpTransferException">One of them is nowhere.</exception>
    internal static NativeFolders Find(IReadOnlyList<string> candidates)
    {
        string? torch = candidates.FirstOrDefault(folder => File.Exists(Path.Combine(folder, NativeLibraryNames.Torch)));
        string? binding = candidates.FirstOrDefault(folder => File.Exists(Path.Combine(folder, NativeLibraryNames.Binding)));
        if (torch is not null && binding is not null)
            return new NativeFolders(torch, Path.Combine(binding, NativeLibraryNames.Binding));
        string missing = torch is null ? NativeLibraryNames.Torch : NativeLibraryNames.Binding;
        throw new NlpTransferException(
            $"libtorch can't be loaded: {missing} is in none of {string.Join(", ", candidates)}; let the program reference the package "
            + $"libtorch-cpu-{NativeLibraryNames.RuntimeIdentifier} with that RuntimeIdentifier, or name the folder of the libraries in {LibTorch.FolderVariable}.");
    }

    /// <summary>The files to load, each before those that need it.</summary>
    internal IEnumerable<string> FilesInOrder()
    {
        foreach (string name in NativeLibraryNames.InOrder)
        {
            // OpenMP and such may come under another name or not at all; what must be there was checked, or is missed by the loader by name.
            foreach (string file in Directory.EnumerateFiles(Torch, name).Order(StringComparer.Ordinal))
                yield return file;
        }

        yield return Binding;
    }
}
