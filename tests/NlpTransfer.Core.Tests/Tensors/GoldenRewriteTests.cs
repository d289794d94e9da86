namespace NlpTransfer.Tests.Tensors;

public sealed class GoldenRewriteTests
{
    // The reference implementation wrote these files: rewriting them must not change a byte.
    [SkippableTheory]
    [InlineData("bert-mlm")]
    [InlineData("bert-classifier")]
    [InlineData("bert-relu-untied-mlm")]
    public void Write_FileOfTheReferenceLibrary_ComesOutByteForByte(string name)
    {
        using var folder = new TemporaryFolder();
        string original = SharedFolders.Golden("models", name, "model.safetensors");
        using SafetensorsFile file = SafetensorsFile.Open(original);
        SafetensorsWriter.Write(folder.At("again"), [.. file.Tensors.Select(info => NamedTensor.FromSource(file, info.Name))], file.Metadata);
        Assert.Equal(File.ReadAllBytes(original), File.ReadAllBytes(folder.At("again")));
    }
}
