using NlpTransfer.Corpora;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class VectorHealingFaultTests : IClassFixture<OneThread>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RunAsync_TeacherIsTheModel_Refuses()
    {
        (ModelFolder student, _) = ToyRemap.Write(_folder);
        ModelFolder copy = ToyRemap.Damage(student, _folder.File("copy"), []);
        foreach (ModelFolder same in new[] { student, copy })
        {
            UsageException exception = await Assert.ThrowsAsync<UsageException>(() => VectorHealing.RunAsync(student, same, [ToyRemap.Text("yor")]));
            Assert.Contains("the same, so there is nothing to heal", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task RunAsync_NothingNew_SaysWhatElseCouldTrain()
    {
        ModelFolder teacher = ToyEncoder.Write(_folder.File("teacher"));
        // Only pieces that no text uses are new.
        ModelFolder student = ToyRemap.Damage(teacher, _folder.File("student"), [3]);
        UsageException exception = await Assert.ThrowsAsync<UsageException>(() => VectorHealing.RunAsync(student, teacher, [ToyRemap.Text("yor")]));
        Assert.Contains("--rows all", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EncoderHead.MaskedLanguageModel, "or adapt this one by masked language modelling")]
    [InlineData(EncoderHead.SequenceClassification, "has a classification head")]
    public async Task RunAsync_ModelWithHead_Refuses(EncoderHead head, string message)
    {
        ModelFolder student = ToyEncoder.Write(_folder.File("student"), head: head, labels: head == EncoderHead.SequenceClassification ? ["a", "b"] : null);
        ModelFolder teacher = ToyEncoder.Write(_folder.File("teacher"));
        UsageException exception = await Assert.ThrowsAsync<UsageException>(() => VectorHealing.RunAsync(student, teacher, [ToyRemap.Text("yor")]));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_OneText_IsTooFew()
    {
        (ModelFolder student, ModelFolder teacher) = ToyRemap.Write(_folder);
        var one = TextCorpus.FromRows([new CorpusRow("we see the goat")], "yor");
        BadDataException exception = await Assert.ThrowsAsync<BadDataException>(() => VectorHealing.RunAsync(student, teacher, [one], new() { Rows = TrainedRows.All }));
        Assert.Contains("1 texts are left", exception.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<UsageException>(() => VectorHealing.RunAsync(student, teacher, []));
    }

    [Fact]
    public async Task RunAsync_EmptyFile_SaysWhich()
    {
        (ModelFolder student, ModelFolder teacher) = ToyRemap.Write(_folder);
        File.WriteAllText(_folder.File("empty.txt"), "");
        BadDataException exception = await Assert.ThrowsAsync<BadDataException>(() => VectorHealing.RunAsync(student, teacher, [TextCorpus.Open(_folder.File("empty.txt"), "yor")]));
        Assert.Contains("empty.txt", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_SeveralFaults_NamesAll()
    {
        var options = new HealingOptions { EmbeddingsFirst = 1, TextsPerLanguage = 1, HeldOutTexts = -1, Rows = (TrainedRows)7, Training = new() { Temperature = 0, Epochs = 0, LearningRate = double.NaN } };
        UsageException exception = Assert.Throws<UsageException>(options.Validate);
        Assert.All(
            new[] { "EmbeddingsFirst", "TextsPerLanguage", "HeldOutTexts", "Rows", "Temperature", "Epochs", "LearningRate" },
            name => Assert.Contains(name, exception.Message, StringComparison.Ordinal));
    }
}
