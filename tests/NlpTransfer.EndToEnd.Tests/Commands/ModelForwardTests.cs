using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests.Commands;

public sealed class ModelForwardTests
{
    [SkippableTheory]
    [InlineData("bert-classifier", "logits")]
    [InlineData("bert-mlm", "logits", "last_hidden_state")]
    [InlineData("bert-relu-untied-mlm", "logits", "last_hidden_state")]
    [Covers("model forward", "--model", "--inputs", "--out", "--force")]
    public void Forward_GoldenModel_GivesTheReferenceValues(string name, params string[] tensors)
    {
        string model = SharedFolders.Golden("models", name), expected = Path.Combine(model, "expected.safetensors");
        using var folder = new TemporaryFolder();
        string goal = folder.Write("out.safetensors", "");
        ProgramResult result = BuiltProgram.Run("model", "forward", "--model", model, "--inputs", expected, "--out", goal, "--force", "--json").Succeeds();
        Assert.Contains("last_hidden_state", result.Json["tensors"]!.AsArray().Select(tensor => (string)tensor!["name"]!));
        using SafetensorsFile reference = SafetensorsFile.Open(expected), computed = SafetensorsFile.Open(goal);
        foreach (string tensor in tensors)
        {
            Assert.Equal(reference.Require(tensor).Shape, computed.Require(tensor).Shape);
            float[] wanted = reference.ReadSingles(tensor), got = computed.ReadSingles(tensor);
            Assert.True(wanted.Zip(got, (a, b) => Math.Abs(a - b)).Max() <= 2e-5f, tensor);
        }
    }

    [Fact]
    [Covers("model forward", "--threads")]
    public void Forward_BadInputs_NameFileAndTensor()
    {
        using var folder = new TemporaryFolder();
        string model = TinyModel.Write(folder), inputs = folder.At("in.safetensors"), goal = folder.At("out.safetensors");
        SafetensorsWriter.Write(inputs, [NamedTensor.Create("input_ids", [2L, 999, 3], 1, 3)]);
        BuiltProgram.Run("model", "forward", "--model", model, "--inputs", inputs, "--out", goal, "--quiet").Fails(
            4, $"{inputs}: tensor 'input_ids' holds 999 at row 0, column 1; expected 0 to 255.");
        BuiltProgram.Run("model", "forward", "--model", model, "--inputs", inputs, "--out", goal, "--threads", "0").Fails(
            2, "--threads takes a whole number from 1 to 1024, not '0'. See 'nlptransfer model forward --help'.");
        SafetensorsWriter.Write(inputs, [NamedTensor.Create("input_ids", [2L, 9, 3], 1, 3)], overwrite: true);
        BuiltProgram.Run("model", "forward", "--model", model, "--inputs", inputs, "--out", goal, "--threads", "1").Succeeds();
        BuiltProgram.Run("model", "forward", "--model", model, "--inputs", inputs, "--out", goal).Fails(2, $"{goal}: the file exists; choose another name, or allow it to be replaced (--force).");
    }
}
