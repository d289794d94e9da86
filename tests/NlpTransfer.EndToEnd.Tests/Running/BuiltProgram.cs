using System.Diagnostics;
using System.Text;

namespace NlpTransfer.EndToEnd.Tests;

/// <summary>Runs the built program as a user does, in a process of its own.</summary>
internal static class BuiltProgram
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>nlptransfer.dll in the command line's own output of the configuration that these tests were built in.</summary>
    public static string Path { get; } = Find();

    /// <summary>Runs it to its end.</summary>
    public static ProgramResult Run(params string[] arguments) => RunIn(null, null, arguments);

    /// <summary>Runs it in a folder, with text on standard input.</summary>
    public static ProgramResult RunIn(string? folder, string? input, params string[] arguments)
    {
        using Process process = Start(folder, arguments);
        return Finish(process, input, arguments);
    }

    /// <summary>Starts it and returns at once.</summary>
    public static Process Start(string? folder, params string[] arguments) => Start("dotnet", [Path, .. arguments], folder);

    /// <summary>Runs it under another program, such as one that limits it.</summary>
    public static ProgramResult RunUnder(string wrapper, string[] wrapperArguments, params string[] arguments)
    {
        using Process process = Start(wrapper, [.. wrapperArguments, "dotnet", Path, .. arguments], null);
        return Finish(process, null, arguments);
    }

    /// <summary>Feeds a process, waits for it and returns what it wrote.</summary>
    public static ProgramResult Finish(Process process, string? input, params string[] arguments)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        if (input is not null)
            process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromMinutes(4)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"nlptransfer {string.Join(' ', arguments)} did not end within four minutes.");
        }

        process.WaitForExit();
        return new ProgramResult(
            $"nlptransfer {string.Join(' ', arguments)}", process.ExitCode, output.Result.ReplaceLineEndings("\n"), error.Result.ReplaceLineEndings("\n"));
    }

    private static Process Start(string program, string[] arguments, string? folder)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = Utf8,
            StandardOutputEncoding = Utf8,
            StandardErrorEncoding = Utf8,
            WorkingDirectory = folder ?? "",
        };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["NO_COLOR"] = "1";
        // Many short runs: compiling code anew costs more than it gains, and idle threads that spin steal the time of whatever runs beside.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["OMP_WAIT_POLICY"] = "passive";
        return Process.Start(start)!;
    }

    private static string Find()
    {
        // .../tests/NlpTransfer.EndToEnd.Tests/bin/CONFIGURATION/FRAMEWORK
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        string framework = here.Name, configuration = here.Parent!.Name;
        string path = System.IO.Path.Combine(SharedFolders.RepositoryRoot, "src", "NlpTransfer.Cli", "bin", configuration, framework, "nlptransfer.dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is not there; build src/NlpTransfer.Cli first.");
    }
}
