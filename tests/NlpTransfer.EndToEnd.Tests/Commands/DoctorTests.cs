using System.Diagnostics;
using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests.Commands;

public sealed class DoctorTests
{
    [Fact]
    public void Doctor_Json_HasTheFieldsOfTheContract()
    {
        JsonObject json = BuiltProgram.Run("doctor", "--json").Succeeds().Json;
        Assert.Equal(1, (int)json["schema"]!);
        Assert.True((bool)json["nativeLibraries"]!["libtorch"]!);
        Assert.True((double)json["matmulGflops"]! > 0.1);
        Assert.True((double)json["linearGflops"]! > 0.1);
        Assert.True((int)json["threads"]! >= 1);
        Assert.True((long)json["memoryBytes"]! > 1 << 28);
        Assert.NotEmpty((string)json["processor"]!["vendor"]!);
        Assert.StartsWith(".NET 10", (string)json["runtime"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Doctor_NoLibTorch_SaysSoInOneSentenceAndStillReports()
    {
        // A copy of the program without its native libraries.
        using var folder = new TemporaryFolder();
        foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(BuiltProgram.Path)!).Where(file => Path.GetExtension(file) is ".dll" or ".json"))
            File.Copy(file, folder.At(Path.GetFileName(file)));
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [folder.At("nlptransfer.dll"), "doctor", "--json"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        ProgramResult result = BuiltProgram.Finish(process, null, "doctor");
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("nlptransfer: libtorch can't be loaded: libtorch_cpu.so is in none of ", result.Failure, StringComparison.Ordinal);
        Assert.False((bool)result.Json["nativeLibraries"]!["libtorch"]!);
        Assert.StartsWith(".NET", (string)result.Json["runtime"]!, StringComparison.Ordinal);
    }
}
