using System.Text.RegularExpressions;

namespace NlpTransfer.Torch.Tests.Native;

public sealed class LibTorchTests
{
    [Fact]
    public void EnsureAvailable_Twice_LoadsAndLeavesThreadsAlone()
    {
        LibTorch.EnsureAvailable();
        int threads = LibTorch.Threads;
        LibTorch.Threads = 1;
        LibTorch.EnsureAvailable();
        Assert.Equal(1, LibTorch.Threads);
        LibTorch.Threads = threads;
        Assert.Throws<ArgumentOutOfRangeException>(() => LibTorch.Threads = 0);
    }

    [Fact]
    public void Find_NoLibraries_NamesPlacesAndCure()
    {
        using var folder = new TemporaryFolder();
        var failure = Assert.Throws<NlpTransferException>(() => NativeFolders.Find([folder.Path, "/nowhere"]));
        Assert.Equal(
            $"libtorch can't be loaded: {NativeLibraryNames.Torch} is in none of {folder.Path}, /nowhere; let the program reference the package "
            + $"libtorch-cpu-{NativeLibraryNames.RuntimeIdentifier} with that RuntimeIdentifier, or name the folder of the libraries in NLPTRANSFER_LIBTORCH.",
            failure.Message);
    }

    [Fact]
    public void Find_LibrariesInTwoFolders_TakesEachFromTheFirstThatHasIt()
    {
        using var first = new TemporaryFolder();
        using var second = new TemporaryFolder();
        File.WriteAllBytes(first.File(NativeLibraryNames.Binding), []);
        File.WriteAllBytes(second.File(NativeLibraryNames.Binding), []);
        File.WriteAllBytes(second.File(NativeLibraryNames.Torch), []);
        NativeFolders found = NativeFolders.Find([first.Path, second.Path]);
        Assert.Equal((second.Path, first.File(NativeLibraryNames.Binding)), (found.Torch, found.Binding));
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData(1_000_000)]
    [InlineData(1_900_000)]
    public void LoadFile_TruncatedLibrary_SaysThatItIsDamaged(int length)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The loader's messages differ from system to system.");
        using var folder = new TemporaryFolder();
        string file = folder.File("libLibTorchSharp.so");
        File.WriteAllBytes(file, File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so"))[..length]);
        var failure = Assert.Throws<NlpTransferException>(() => LibTorch.LoadFile(file));
        Assert.Equal(
            $"libtorch can't be loaded: {file} is damaged ({length} bytes); delete it and the package folder it came from, then restore and build again.", failure.Message);
    }

    [SkippableFact]
    public void LoadFile_NoLibrary_SaysThatItIsDamaged()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The loader's messages differ from system to system.");
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("libtorch_cpu.so"), new string('x', 4096));
        Assert.Contains("libtorch_cpu.so is damaged (4096 bytes)", Assert.Throws<NlpTransferException>(() => LibTorch.LoadFile(folder.File("libtorch_cpu.so"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "/x/a.so: /lib/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by /x/a.so)",
        "/x/a.so wants GLIBCXX_3.4.32, which this system's C++ library lacks; build the program with the targets of NlpTransfer.Torch, which lift that need, or install a newer libstdc++.")]
    [InlineData(
        "Unable to load\nlibgomp.so.1: cannot open shared object file: No such file or directory",
        "/x/a.so wants libgomp.so.1, which is missing; install it, or put it beside the file.")]
    [InlineData("something\nelse", "/x/a.so: something else")]
    public void Explain_LoaderMessage_GivesOneSentence(string message, string expected) => Assert.Equal(expected, LoaderMessage.Explain("/x/a.so", message));

    [SkippableFact]
    public void Candidates_Program_StartsWithTheHostsSetting()
    {
        Skip.If(Environment.GetEnvironmentVariable(LibTorch.FolderVariable) is { Length: > 0 }, "The environment names a folder.");
        Assert.Matches(new Regex("NlpTransfer.Cli"), NativeFolders.Candidates()[0]);
    }
}
