namespace NlpTransfer.Torch.Tests;

/// <summary>The tiny models of the golden folder, found by listing it.</summary>
internal static class GoldenModels
{
    /// <summary>Kinds of models that are not built yet, by the <c>model_type</c> of their config. A test compares this list with the code's.</summary>
    internal static readonly string[] NotBuilt = ["deberta-v2", "modernbert"];

    /// <summary>The kinds that are golden, built or not.</summary>
    internal static IEnumerable<string> Kinds => GoldenModelFolders.Names.Select(GoldenModelFolders.ModelType).Distinct(StringComparer.Ordinal);

    /// <summary>Names of the encoders' folders; one placeholder where the golden folder is missing, so that the tests skip instead of failing for want of data.</summary>
    public static TheoryData<string> All => [.. GoldenModelFolders.Names.Where(name => !Translates(name)).DefaultIfEmpty("none")];

    /// <summary>Names of the translation models' folders, with the same placeholder.</summary>
    public static TheoryData<string> Translating => [.. GoldenModelFolders.Names.Where(Translates).DefaultIfEmpty("none")];

    /// <summary>Opens a golden model and its expected results, or skips.</summary>
    internal static (ModelFolder Folder, SafetensorsFile Expected) Open(string name)
    {
        string path = SharedFolders.Golden("models", name);
        string type = GoldenModelFolders.ModelType(name);
        Skip.If(NotBuilt.Contains(type), $"Models of type {type} are not built yet.");
        return (ModelFolder.Open(path), SafetensorsFile.Open(Path.Combine(path, "expected.safetensors")));
    }

    /// <summary>Opens a golden translation model and its expected results, or skips.</summary>
    internal static (TranslationFolder Folder, SafetensorsFile Expected) OpenTranslating(string name)
    {
        string path = SharedFolders.Golden("models", name);
        return (TranslationFolder.Open(path), SafetensorsFile.Open(Path.Combine(path, "expected.safetensors")));
    }

    private static bool Translates(string name) => TranslationFamilies.Find(GoldenModelFolders.ModelType(name)) is not null;
}
