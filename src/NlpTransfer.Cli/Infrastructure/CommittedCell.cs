using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>
/// What a figure in a README needs beside it to be checked: the command, the inputs' hashes and the model's. It names no absolute path: where
/// one was written, its last two parts stay.
/// </summary>
internal static class CommittedCell
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a report where JSON is the whole cell; the other formats are the report's own.</summary>
    /// <param name="path">The file; its ending tells the format.</param>
    /// <param name="force">Whether a file that stands there is replaced.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="others">Writes the other formats.</param>
    internal static void Save(string path, bool force, JsonObject cell, Action others)
    {
        if (string.Equals(Path.GetExtension(path), ".json", StringComparison.OrdinalIgnoreCase))
            AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(cell.ToJsonString(s_indented) + "\n")), force);
        else
            others();
    }

    /// <summary>Adds command, inputs and model to a result.</summary>
    internal static JsonObject Complete(JsonObject result, Invocation run, IEnumerable<string> files, ModelFolder? model)
    {
        result["command"] = Command(run);
        result["inputs"] = new JsonArray([.. files.Distinct(StringComparer.Ordinal).Select(file => new JsonObject { ["file"] = Shorten(file), ["sha256"] = ContentHash.OfFile(file) })]);
        result["model"] = model is null ? null : Model(model);
        return result;
    }

    /// <summary>A model by name and content.</summary>
    internal static JsonObject Model(ModelFolder model) => new() { ["name"] = ModelChoice.Name(model), ["sha256"] = ContentHash.OfFolder(model.Path) };

    private static string Command(Invocation run)
    {
        string[] outputs = ["--json", "--quiet", "-q", "--verbose", "-v", "--force"];
        var words = new List<string> { "nlptransfer" };
        bool skip = false;
        foreach (string token in run.Parsed.Tokens.Select(token => token.Value))
        {
            // Where the report goes has no part in the result.
            if (skip || token == "--report")
                skip = !skip;
            else if (!outputs.Contains(token))
                words.Add(Quote(ShortenArgument(token)));
        }

        return string.Join(' ', words);
    }

    private static string ShortenArgument(string token)
    {
        int equals = token.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? Shorten(token) : token[..(equals + 1)] + Shorten(token[(equals + 1)..]);
    }

    private static string Shorten(string path)
    {
        if (!Path.IsPathRooted(path))
            return path;
        string trimmed = Path.TrimEndingDirectorySeparator(path);
        string parent = Path.GetFileName(Path.GetDirectoryName(trimmed) ?? "");
        return parent.Length == 0 ? Path.GetFileName(trimmed) : $"{parent}/{Path.GetFileName(trimmed)}";
    }

    private static string Quote(string word) => word.Contains(' ', StringComparison.Ordinal) ? $"\"{word}\"" : word;
}
