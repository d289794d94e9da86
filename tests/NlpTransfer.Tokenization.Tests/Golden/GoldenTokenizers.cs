using System.Text.Json;

namespace NlpTransfer.Tokenization.Tests;

/// <summary>The tokenizers of the golden folder, found by listing it.</summary>
internal static class GoldenTokenizers
{
    private const string Suffix = ".expected.json";

    public static IReadOnlyList<string> Names { get; } = List();

    /// <summary>The names as theory data; one without a folder, because a theory with no data is a failure.</summary>
    public static TheoryData<string> Cases => [.. Names.Count > 0 ? Names : ["none"]];

    public static string[] Lines() => JsonSerializer.Deserialize<string[]>(File.ReadAllBytes(SharedFolders.Golden("tokenizers", "lines.json")))!;

    public static JsonElement Expected(string name) =>
        JsonDocument.Parse(File.ReadAllBytes(SharedFolders.Golden("tokenizers", name + Suffix))).RootElement;

    /// <summary>The file or folder that a case's tokenizer lies in.</summary>
    public static string Path(string name) => name switch
    {
        "e5-small" => SharedFolders.E5Small(),
        "minilm-en" => SharedFolders.MinilmEn(),
        _ when name.StartsWith("spm-", StringComparison.Ordinal) => SharedFolders.Golden("tokenizers", name + ".model"),
        _ => SharedFolders.Golden("tokenizers", name + ".tokenizer.json"),
    };

    private static string[] List()
    {
        try
        {
            return [.. Directory.GetFiles(SharedFolders.Golden("tokenizers"), "*" + Suffix).Select(file => System.IO.Path.GetFileName(file)[..^Suffix.Length]).Order(StringComparer.Ordinal)];
        }
        catch (SkipException)
        {
            return [];
        }
    }
}
