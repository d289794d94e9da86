using System.Text.Json;

namespace NlpTransfer.TestSupport;

/// <summary>The model folders among the reference results, found by listing them.</summary>
internal static class GoldenModelFolders
{
    /// <summary>Their names in order; none where the golden folder is missing.</summary>
    public static IReadOnlyList<string> Names
    {
        get
        {
            try
            {
                return
                [
                    .. Directory.EnumerateDirectories(SharedFolders.Golden("models"))
                        .Where(folder => File.Exists(Path.Combine(folder, "config.json"))).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal),
                ];
            }
            catch (SkipException)
            {
                return [];
            }
        }
    }

    /// <summary>The <c>model_type</c> of a folder's config.</summary>
    public static string ModelType(string name)
    {
        using JsonDocument config = JsonDocument.Parse(File.ReadAllBytes(SharedFolders.Golden("models", name, "config.json")));
        return config.RootElement.GetProperty("model_type").GetString()!;
    }
}
