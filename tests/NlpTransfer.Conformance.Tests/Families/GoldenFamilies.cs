using System.Text.Json;

namespace NlpTransfer.Conformance.Tests;

/// <summary>The golden models of the families that the product knows, found by listing the folder.</summary>
internal static class GoldenFamilies
{
    /// <summary>Names of the folders; one placeholder, with which the tests skip, where the golden folder is missing.</summary>
    public static TheoryData<string> All => [.. Names().DefaultIfEmpty("none")];

    /// <summary>The folder of a golden model.</summary>
    internal static string Folder(string name) => SharedFolders.Golden("models", name);

    private static IEnumerable<string> Names()
    {
        string root;
        try
        {
            root = SharedFolders.Golden("models");
        }
        catch (SkipException)
        {
            yield break;
        }

        foreach (string folder in Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal))
        {
            using JsonDocument config = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "config.json")));
            if (EncoderFamilies.Find(config.RootElement.GetProperty("model_type").GetString()!) is not null)
                yield return Path.GetFileName(folder);
        }
    }
}
