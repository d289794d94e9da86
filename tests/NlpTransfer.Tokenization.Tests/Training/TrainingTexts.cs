using System.Text;

namespace NlpTransfer.Tokenization.Tests;

/// <summary>Text to train on and text that was held out, every tenth line.</summary>
internal static class TrainingTexts
{
    /// <summary>Reads lines of the shared data, in NFKC: SentencePiece's own map leaves marks that stand in an unusual order where they are.</summary>
    /// <param name="most">Lines at most, spread over the file.</param>
    /// <param name="parts">The path.</param>
    public static (string[] Train, string[] HeldOut) Read(int most, params string[] parts)
    {
        string path = parts[0] == "golden" ? SharedFolders.Golden(parts[1..]) : SharedFolders.Data(parts);
        string[] lines = [.. File.ReadLines(path).Where(line => line.Trim().Length > 0).Select(line => TextNormalization.Normalize(line, NormalizationForm.FormKC))];
        int step = Math.Max(1, lines.Length / most);
        string[] chosen = [.. lines.Where((_, i) => i % step == 0)];
        return ([.. chosen.Where((_, i) => i % 10 != 9)], [.. chosen.Where((_, i) => i % 10 == 9)]);
    }
}
