using System.Diagnostics;

namespace NlpTransfer.Tokenization.Tests;

/// <summary>SentencePiece's programs as the oracle; tests skip where they are not installed.</summary>
internal sealed class SentencePieceTools : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nlptransfer-spm-").FullName;

    public string Write(string name, IEnumerable<string> lines)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllLines(path, lines);
        return path;
    }

    /// <summary>Trains a model.</summary>
    /// <returns>The path without <c>.model</c> and <c>.vocab</c>.</returns>
    public string Train(string input, params string[] options)
    {
        string prefix = Path.Combine(_folder, $"m{Directory.GetFiles(_folder).Length}");
        Run("spm_train", [$"--input={input}", $"--model_prefix={prefix}", "--max_sentence_length=1000000", "--num_threads=1", "--minloglevel=2", .. options]);
        return prefix;
    }

    /// <summary>The pieces of a trained model, in the order of their ids.</summary>
    public static string[] Pieces(string prefix) => [.. File.ReadLines(prefix + ".vocab").Select(line => line[..line.IndexOf('\t', StringComparison.Ordinal)])];

    /// <summary>How many pieces the model needs for each line.</summary>
    public static int[] CountTokens(string prefix, string input) =>
        [.. Run("spm_encode", [$"--model={prefix}.model", "--output_format=id", input]).Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Run(string program, string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, $"{program} ended with exit code {process.ExitCode}: {errors.Result}");
            return output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Skip.If(true, $"{program} is not on this machine; Debian's package sentencepiece brings it.");
            throw;
        }
    }
}
