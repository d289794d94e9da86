using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests.Commands;

public sealed class ModelInspectTests
{
    [Fact]
    public void Inspect_Json_HasTheFieldsOfTheContract()
    {
        using var folder = new TemporaryFolder();
        JsonObject json = BuiltProgram.Run("model", "inspect", TinyModel.Write(folder), "--json").Succeeds().Json;
        Assert.Equal(1, (int)json["schema"]!);
        Assert.Equal("bert", (string)json["family"]!);
        Assert.Equal(2, (int)json["layers"]!);
        Assert.Equal(32, (int)json["hiddenSize"]!);
        Assert.Equal(TinyModel.Vocabulary, (int)json["vocabularySize"]!);
        Assert.Equal("WordPiece", (string)json["tokenizer"]!["model"]!);
        Assert.Equal("mean", (string)json["sentence"]!["pooling"]!);
        Assert.Equal(["pooler.dense.weight", "pooler.dense.bias"], json["missing"]!.AsArray().Select(name => (string)name!));
        Assert.True(json.ContainsKey("provenance"));
    }

    [Fact]
    public void Inspect_MorePiecesThanRows_Warns()
    {
        using var folder = new TemporaryFolder();
        ProgramResult result = BuiltProgram.Run("model", "inspect", TinyModel.Write(folder, tokenizerPieces: 300)).Succeeds();
        Assert.Equal("warning: the tokenizer has 300 pieces and the model 256: texts with the others can't be read\n", result.Error);
    }

    [Fact]
    public void Inspect_NoSuchFolder_SaysWhatAModelIs() => BuiltProgram.Run("model", "inspect", "nowhere").Fails(
        4, "nowhere: there is no such folder; a model is a folder with config.json, model.safetensors and a tokenizer.");

    [Fact]
    public void Inspect_TruncatedWeights_NamesTheFile()
    {
        using var folder = new TemporaryFolder();
        string model = TinyModel.Write(folder), weights = Path.Combine(model, "model.safetensors");
        using (var file = new FileStream(weights, FileMode.Open))
            file.SetLength(file.Length / 2);
        ProgramResult result = BuiltProgram.Run("model", "inspect", model);
        Assert.Equal(4, result.ExitCode);
        Assert.StartsWith($"nlptransfer: {weights}: ", result.Failure, StringComparison.Ordinal);
    }
}
