using NlpTransfer.Corpora;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class ClassifierTrainingFaultTests : IClassFixture<OneThread>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RunAsync_OneLabel_SaysSo() =>
        await Refused<BadDataException>(
            "all 16 training rows carry the label 'farm'; a classifier needs rows of at least two labels",
            "letters",
            LabeledCorpus.FromRows([.. ToyCorpus.Rows("yor").Where(row => row.Label == "farm")], "yor"));

    [Fact]
    public async Task RunAsync_NoRows_SaysWhatToGive() =>
        await Refused<BadDataException>(
            "there is no labelled row to train on; give a file with --train, or source languages with --transfer-from", "letters", LabeledCorpus.FromRows([], "yor"));

    [Fact]
    public async Task RunAsync_NoEncoder_SaysWhichStrategyNeedsIt()
    {
        UsageException fault = await Assert.ThrowsAsync<UsageException>(() => TrainingCases.TrainAsync(null, TrainingCases.Options("combined")));
        Assert.Equal("the strategy combined needs a pretrained encoder; give one with --model", fault.Message);
    }

    [Fact]
    public async Task RunAsync_ZeroShotWithoutPlainText_SaysWhatIsNeeded()
    {
        ModelFolder model = ToyEncoder.Write(_folder.File("model"));
        BadDataException fault = await Assert.ThrowsAsync<BadDataException>(() => ClassifierTraining.RunAsync(model, null, TrainingCases.Options("frozen")));
        Assert.Equal("without labelled rows of the target language, plain text of it is needed to know where its vectors lie; give some with --unlabeled", fault.Message);
        // Layers that train need no centre.
        using TrainedClassifier full = await ClassifierTraining.RunAsync(model, null, TrainingCases.Options("full"));
        Assert.Equal(ToyCorpus.Labels, full.Labels);
    }

    [Fact]
    public async Task RunAsync_LettersWithoutTarget_SaysThatLettersNeedIt()
    {
        BadDataException fault = await Assert.ThrowsAsync<BadDataException>(() => ClassifierTraining.RunAsync(null, null, TrainingCases.Options("letters")));
        Assert.StartsWith("the letters strategy learns from rows of the target language alone", fault.Message);
    }

    [Fact]
    public async Task RunAsync_MoreTopLayersThanTheModelHas_SaysBothNumbers() =>
        await Refused<UsageException>("the upper 3 layers are to be trained and the model has 2; use the strategy full, or a smaller number", "top:3");

    [Fact]
    public async Task RunAsync_WeightsNotFinite_SaysSo()
    {
        ModelFolder model = ToyEncoder.Write(_folder.File("model"));
        List<NamedTensor> tensors = [];
        using (ITensorSource source = model.OpenWeights())
        {
            foreach (TensorInfo info in source.Tensors)
            {
                float[] values = source.ReadSingles(info.Name);
                if (info.Name == "encoder.layer.1.output.dense.bias")
                    values[3] = float.NaN;
                tensors.Add(NamedTensor.Create(info.Name, values, info.Shape));
            }
        }

        SafetensorsWriter.Write(Path.Combine(model.Path, "model.safetensors"), tensors, overwrite: true);
        foreach (string strategy in new[] { "full", "combined", "frozen" })
        {
            ModelFormatException fault = await Assert.ThrowsAsync<ModelFormatException>(() => TrainingCases.TrainAsync(model, TrainingCases.Options(strategy)));
            Assert.Equal($"{model.Path}: the encoder gives vectors that are not finite numbers; its weights are damaged, so get the model anew.", fault.Message);
        }
    }

    [Fact]
    public async Task RunAsync_TruncatedWeights_NamesTheFile()
    {
        ModelFolder model = ToyEncoder.Write(_folder.File("model"));
        string path = Path.Combine(model.Path, "model.safetensors");
        byte[] bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..^100]);
        ModelFormatException fault = await Assert.ThrowsAsync<ModelFormatException>(() => TrainingCases.TrainAsync(model, TrainingCases.Options("kernel")));
        Assert.Contains("model.safetensors", fault.Message);
    }

    [Fact]
    public async Task RunAsync_TokenizerLargerThanTheModel_SaysBothSizes()
    {
        ModelFolder model = ToyEncoder.Write(_folder.File("model"), extraIds: -2);
        ModelFormatException fault = await Assert.ThrowsAsync<ModelFormatException>(() => TrainingCases.TrainAsync(model, TrainingCases.Options("kernel")));
        Assert.Equal(
            $"{model.Path}: the tokenizer has {ToyEncoder.Pieces.Length} ids and the model embeddings for {ToyEncoder.Pieces.Length - 2}; they do not belong together.", fault.Message);
    }

    private async Task Refused<T>(string message, string strategy, LabeledCorpus? target = null)
        where T : Exception
    {
        ModelFolder model = ToyEncoder.Write(_folder.File("model"));
        T fault = await Assert.ThrowsAsync<T>(() => TrainingCases.TrainAsync(model, TrainingCases.Options(strategy, withSources: false), target));
        Assert.Equal(message, fault.Message);
    }
}
