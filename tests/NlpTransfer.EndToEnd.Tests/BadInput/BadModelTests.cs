namespace NlpTransfer.EndToEnd.Tests.BadInput;

/// <summary>Model folders that can't be used.</summary>
public sealed class BadModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_TruncatedWeights_NamesTheFile()
    {
        string model = TinyModel.Write(_folder), weights = Path.Combine(model, "model.safetensors");
        using (var file = new FileStream(weights, FileMode.Open))
            file.SetLength(file.Length / 2);
        ProgramResult result = Train(model);
        Assert.Equal((4, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"nlptransfer: {weights}: ", result.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_TokenizerLargerThanModel_GivesBothSizes()
    {
        string model = TinyModel.Write(_folder, tokenizerPieces: 300);
        Train(model).Fails(4, $"{model}: the tokenizer has 300 ids and the model embeddings for 256; they do not belong together.");
    }

    [Fact]
    public void Predict_EncoderThatIsNoClassifier_SaysHowToMakeOne() => BuiltProgram.Run("predict", "--model", Trained.Model, "a", "--quiet").Fails(
        4, $"{Trained.Model}: the model has no classifier: neither a ...ForSequenceClassification nor a Dense module at its end with id2label in config.json; fine-tune one first.");

    [Fact]
    public void Predict_DamagedClassifier_NamesTheFile()
    {
        string copy = _folder.At("copy");
        Directory.CreateDirectory(copy);
        foreach (string file in Directory.EnumerateFiles(Trained.Letters))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        string damaged = Path.Combine(copy, "classifier.safetensors");
        File.WriteAllBytes(damaged, File.ReadAllBytes(damaged)[..100]);
        ProgramResult result = BuiltProgram.Run("predict", "--model", copy, "a");
        Assert.Equal((4, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"nlptransfer: {damaged}: ", result.Failure, StringComparison.Ordinal);
    }

    private ProgramResult Train(string model) => BuiltProgram.Run("finetune", "classify", "--train", Trained.Data, "--model", model, "--out", _folder.At("out"));
}
