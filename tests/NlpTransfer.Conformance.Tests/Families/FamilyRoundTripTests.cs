using System.Text.Json.Nodes;
using NlpTransfer.Torch;

namespace NlpTransfer.Conformance.Tests;

/// <summary>A model read, written as a folder and read again is the one that the reference library wrote: names, values and logits.</summary>
public sealed class FamilyRoundTripTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("nlptransfer-families-").FullName;

    public static TheoryData<string> Models => GoldenFamilies.All;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [SkippableTheory]
    [MemberData(nameof(Models))]
    public void Write_ModelThatWasLoaded_GivesTheReferencesTensorsAndLogits(string name)
    {
        string path = GoldenFamilies.Folder(name), goal = Path.Combine(_home, "written");
        ModelFolder folder = ModelFolder.Open(path);
        using (TorchModel model = TorchModel.Load(folder))
        {
            ModelFolderWriter.Write(goal, new ModelContents { Config = JsonObject.Create(folder.RawConfig)!, Tensors = model.ToTensors() });
        }

        ModelFolder written = ModelFolder.Open(goal);
        Assert.Equal(folder.Config with { Labels = null }, written.Config with { Labels = null });
        Assert.Equal(folder.Config.Labels, written.Config.Labels);
        Assert.Empty(written.Tensors.Unused);
        using ITensorSource before = folder.OpenWeights(), after = written.OpenWeights();
        Assert.Equal(
            before.Tensors.Select(tensor => tensor.Name).Except(folder.Tensors.Unused).Order(StringComparer.Ordinal),
            after.Tensors.Select(tensor => tensor.Name).Order(StringComparer.Ordinal));
        Assert.All(after.Tensors, tensor => Assert.True(before.GetBytes(tensor.Name).SequenceEqual(after.GetBytes(tensor.Name)), tensor.Name));

        using SafetensorsFile expected = SafetensorsFile.Open(Path.Combine(path, "expected.safetensors"));
        using TorchModel again = TorchModel.Load(written);
        using TokenBatch batch = TokenBatchFile.Read(Path.Combine(path, "expected.safetensors"), written.Config);
        Assert.All(again.Run(batch).Logits!.Zip(expected.ReadSingles("logits")), pair => Assert.InRange(pair.First - pair.Second, -2e-5, 2e-5));
    }
}
