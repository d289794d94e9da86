namespace NlpTransfer.Conformance.Tests;

/// <summary>The golden models of the families that the product knows, found by listing the folder.</summary>
internal static class GoldenFamilies
{
    /// <summary>Names of the folders; one placeholder, with which the tests skip, where the golden folder is missing.</summary>
    public static TheoryData<string> All => [.. Names().DefaultIfEmpty("none")];

    /// <summary>The folder of a golden model.</summary>
    internal static string Folder(string name) => SharedFolders.Golden("models", name);

    private static IEnumerable<string> Names() => GoldenModelFolders.Names.Where(name => EncoderFamilies.Find(GoldenModelFolders.ModelType(name)) is not null);
}
