namespace NlpTransfer.Torch.Tests;

/// <summary>The tiny models of the golden folder, found by listing it.</summary>
internal static class GoldenModels
{
    /// <summary>Kinds of models that are not built yet, by the <c>model_type</c> of their config. A test compares this list with the code's.</summary>
    internal static readonly string[] NotBuilt = ["deberta-v2", "encoder-decoder", "m2m_100", "marian", "modernbert"];

    /// <summary>The kinds that are golden, built or not.</summary>
    internal static IEnumerable<string> Kinds => Names.Select(ModelType).Distinct(StringComparer.Ordinal);

    /// <summary>Names of the folders; one placeholder where the golden folder is missing, so that the tests skip instead of failing for want of data.</summary>
    public static TheoryData<string> All => [.. Names.DefaultIfEmpty("none")];

    private static string[] Names
    {
        get
        {
            try
            {
                string root = SharedFolders.Golden("models");
                return [.. Directory.EnumerateDirectories(root).Where(folder => File.Exists(Path.Combine(folder, "config.json"))).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];
            }
            catch (SkipException)
            {
                return [];
            }
        }
    }

    /// <summary>Opens a golden model and its expected results, or skips.</summary>
    internal static (ModelFolder Folder, SafetensorsFile Expected) Open(string name)
    {
        string path = SharedFolders.Golden("models", name);
        string type = ModelType(name);
        Skip.If(NotBuilt.Contains(type), $"Models of type {type} are not built yet.");
        return (ModelFolder.Open(path), SafetensorsFile.Open(Path.Combine(path, "expected.safetensors")));
    }

    private static string ModelType(string name)
    {
        using var config = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(SharedFolders.Golden("models", name, "config.json")));
        return config.RootElement.GetProperty("model_type").GetString()!;
    }
}
