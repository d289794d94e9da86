using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace NlpTransfer.Conformance.Tests;

/// <summary>
/// transformers.js, installed once into the temporary folder (the only thing here that asks for a network, and only the first time); tests are skipped with
/// a message where npm or node is missing or nothing can be installed.
/// </summary>
internal static class TransformersJsClient
{
    private const string Version = "4.3.1";

    /// <summary>The ids that its AutoTokenizer gives for each line, special tokens included.</summary>
    public static int[][] Encode(string modelFolder, IReadOnlyList<string> lines)
    {
        string home = Install();
        // Node looks for packages from the script's place upwards, so the script has to lie beside them.
        string script = Path.Combine(home, "ids.mjs"), input = Path.Combine(Directory.CreateTempSubdirectory("nlptransfer-lines-").FullName, "lines.json");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "TransformersJs", "ids.mjs"), script, overwrite: true);
        File.WriteAllText(input, JsonSerializer.Serialize(lines));
        try
        {
            (int exit, string output, string error) = Run("node", home, [script, modelFolder, input]);
            Assert.True(exit == 0, $"node ended with exit code {exit}: {error}");
            return JsonSerializer.Deserialize<int[][]>(output)!;
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(input)!, recursive: true);
        }
    }

    private static string Install()
    {
        string home = Path.Combine(Path.GetTempPath(), "nlptransfer-tests", "transformers-js-" + Version);
        if (Directory.Exists(home))
            return home;
        string unfinished = home + ".unfinished";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        Directory.CreateDirectory(unfinished);
        File.WriteAllText(Path.Combine(unfinished, "package.json"), """{ "private": true }""");
        // Scripts of packages are not run; the tokenizer is JavaScript alone.
        (int exit, _, string error) = Run("npm", unfinished, ["install", "--ignore-scripts", "--no-audit", "--no-fund", "@huggingface/transformers@" + Version]);
        Skip.If(exit != 0, $"npm could not install @huggingface/transformers {Version}: {error}");
        Directory.Move(unfinished, home);
        return home;
    }

    private static (int Exit, string Output, string Error) Run(string program, string folder, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(TimeSpan.FromMinutes(3)))
            {
                process.Kill(entireProcessTree: true);
                return (1, "", program + " did not end within three minutes");
            }

            process.WaitForExit();
            return (process.ExitCode, output.Result, error.Result);
        }
        catch (Win32Exception)
        {
            throw new SkipException($"There is no {program} on this machine.");
        }
    }
}
