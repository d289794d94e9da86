using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace NlpTransfer.Tokenization.Tests;

/// <summary>SentencePiece's own program, where the machine has it.</summary>
internal static class SpmEncode
{
    /// <summary>The pieces or ids of each line.</summary>
    public static string[] Run(string model, IReadOnlyList<string> lines, string format)
    {
        var start = new ProcessStartInfo("spm_encode", ["--model=" + model, "--output_format=" + format])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> error = process.StandardError.ReadToEndAsync();
            foreach (string line in lines)
                process.StandardInput.Write(line + "\n");
            process.StandardInput.Close();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, error.Result);
            string[] results = output.Result.Split('\n');
            Assert.Equal(lines.Count + 1, results.Length);
            return results[..^1];
        }
        catch (Win32Exception)
        {
            throw new SkipException("There is no spm_encode on this machine (Debian's package sentencepiece has it).");
        }
    }

    /// <summary>The golden lines that are one line to a program that reads lines.</summary>
    public static string[] Lines() => [.. GoldenTokenizers.Lines().Where(line => !line.AsSpan().ContainsAny("\n\r\0") && line.Length > 0)];
}
