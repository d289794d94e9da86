using System.Diagnostics;

namespace NlpTransfer.Benchmarks;

/// <summary>SentencePiece's own programs, which Debian's package <c>sentencepiece</c> brings.</summary>
internal static class SpmPrograms
{
    /// <summary>Trains a model of 8,000 pieces.</summary>
    /// <returns>The model's file.</returns>
    internal static string Train(string kind, string text, string folder)
    {
        string prefix = Path.Combine(folder, kind);
        Run("spm_train", ["--input=" + text, "--model_prefix=" + prefix, "--model_type=" + kind, "--vocab_size=8000", "--num_threads=1"], null);
        return prefix + ".model";
    }

    /// <summary>Seconds that encoding a file takes, ids written to nowhere; start and loading are measured on an empty text and taken off.</summary>
    internal static double EncodeSeconds(string model, string text, string empty)
    {
        double Seconds(string input)
        {
            long start = Stopwatch.GetTimestamp();
            Run("spm_encode", ["--model=" + model, "--output_format=id", "--output=/dev/null", input], null);
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        return Seconds(text) - Seconds(empty);
    }

    private static void Run(string program, string[] arguments, string? folder)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = folder ?? "" };
        using Process process = Process.Start(start)!;
        process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with exit code {process.ExitCode}: {error.Result}");
    }
}
