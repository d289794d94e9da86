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
            """{"step":3,"tokens":30,"heldOutChrf":41.25}""",
        ];
        using (var log = new TrainingLog(2, 0.1, file))
        {
            log.Take(["yor", "eng"], [new Score(5, 4, 6, 3), new Score(4.5, 4, 6, 3)]);
            log.Take(new StepReport(1, 10, 2, 1), 0, 0);
            log.Take(new StepReport(2, 20, 4, 0.5), 0, 0);
            // A stage of its own begins; the line is there before the run ends.
            log.Take(new StepReport(1, 10, 7, 0.25), 2, 20);
            log.Finish();
            log.Finish();
            log.TakeChrf(41.25);
            using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            Assert.Equal(expected, reader.ReadToEnd().TrimEnd().Split('\n'));
            Assert.Equal(expected, TrainingLog.ToLines(log.Points).TrimEnd().Split('\n'));
        }
    }

    [Fact]
    public void Read_WhatWasWritten_GoesOnWithTheSameLines()
    {
        string file = _folder.File("log.jsonl");
        using var first = new TrainingLog(2, 0.1, null);
        first.TakeChrf(1.5);
        first.Take(new StepReport(1, 10, 2, 1), 0, 0);
        first.Take(new StepReport(2, 20, 4, 0.5), 0, 0);
        first.Take(new StepReport(3, 30, 1, 0.5), 0, 0);
        using var second = new TrainingLog(2, 0.1, file);
        second.Read(first.Write());
        foreach (TrainingLog log in (TrainingLog[])[first, second])
            log.Take(new StepReport(4, 40, 6, 0.25), 0, 0);
        Assert.Equal(3, first.Points.Count);
        Assert.Equal(TrainingLog.ToLines(first.Points), TrainingLog.ToLines(second.Points));
        second.Dispose();
        Assert.Equal(TrainingLog.ToLines(first.Points), File.ReadAllText(file));
    }

    [Fact]
    public void Create_FileThatCannotBeWritten_SaysSo()
    {
        string file = _folder.File("none/log.jsonl");
        NlpTransferException failure = Assert.Throws<NlpTransferException>(() => new TrainingLog(10, 0.1, file));
        Assert.StartsWith(file + ": it can't be written: ", failure.Message, StringComparison.Ordinal);
    }
}
