using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NlpTransfer.Evaluation;

/// <summary>Writes a report in the format that a file's extension names.</summary>
internal static class ReportFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Save(string path, bool overwrite, Func<JsonObject> json, Func<string> markdown, Func<string> html)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string content = Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".JSON" => json().ToJsonString(Indented) + "\n",
            ".MD" => markdown(),
            ".HTML" => html(),
            _ => throw new UsageException($"{path}: a report is written as .json, .md or .html; give a file with one of these endings."),
        };
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(content)), overwrite);
    }
}
