using NlpTransfer.Metrics;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class TrainingLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Take_StepsAndMeasurements_MakeLines()
    {
        string file = _folder.File("log.jsonl");
        string[] expected =
        [
            """{"step":0,"tokens":0,"heldOut":{"yor":5,"eng":4.5}}""",
            """{"step":2,"tokens":20,"loss":3,"learningRate":0.05}""",
            """{"step":3,"tokens":30,"loss":7,"learningRate":0.025}""",
        ];
        using (var log = new TrainingLog(new MaskedTrainingOptions { LogEvery = 2, LearningRate = 0.1, LogFile = file }))
        {
            log.Take(["yor", "eng"], [new Score(5, 4, 6, 3), new Score(4.5, 4, 6, 3)]);
            log.Take(new StepReport(1, 10, 2, 1), 0, 0);
            log.Take(new StepReport(2, 20, 4, 0.5), 0, 0);
            // A stage of its own begins; the line is there before the run ends.
            log.Take(new StepReport(1, 10, 7, 0.25), 2, 20);
            log.Finish();
            log.Finish();
            using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            Assert.Equal(expected, reader.ReadToEnd().TrimEnd().Split('\n'));
            Assert.Equal(expected, TrainingLog.ToLines(log.Points).TrimEnd().Split('\n'));
        }
    }

    [Fact]
    public void Create_FileThatCannotBeWritten_SaysSo()
    {
        string file = _folder.File("none/log.jsonl");
        NlpTransferException failure = Assert.Throws<NlpTransferException>(() => new TrainingLog(new() { LogFile = file }));
        Assert.StartsWith(file + ": it can't be written: ", failure.Message, StringComparison.Ordinal);
    }
}
