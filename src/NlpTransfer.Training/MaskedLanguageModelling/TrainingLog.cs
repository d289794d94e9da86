using System.Buffers;
using System.Text;
using System.Text.Json;
using NlpTransfer.Metrics;

namespace NlpTransfer.Training;

/// <summary>A training's history, as JSON Lines. It holds no time: the same run gives the same bytes.</summary>
internal sealed class TrainingLog : ILoopMemory, IDisposable
{
    /// <summary>The name of the file in a model folder.</summary>
    internal const string FileName = "training.jsonl";

    private readonly List<LossPoint> _points = [];
    private readonly int _every;
    private readonly double _learningRate;
    private readonly FileStream? _file;
    private double _sum;
    private double _rate;
    private int _count;

    /// <summary>Begins a history.</summary>
    /// <param name="every">Steps that make a point.</param>
    /// <param name="learningRate">The peak rate.</param>
    /// <param name="file">The file that grows; null for none.</param>
    /// <exception cref="NlpTransferException">The file can't be written.</exception>
    internal TrainingLog(int every, double learningRate, string? file)
    {
        (_every, _learningRate) = (every, learningRate);
        try
        {
            _file = file is { } path ? new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw FileFailure.Describe(file!, failure);
        }
    }

    /// <summary>The points so far.</summary>
    internal IReadOnlyList<LossPoint> Points => _points;

    /// <summary>Steps so far.</summary>
    internal int Step { get; private set; }

    /// <summary>Tokens so far.</summary>
    internal long Tokens { get; private set; }

    /// <summary>Takes a step.</summary>
    /// <param name="report">The step.</param>
    /// <param name="stepsBefore">Steps of the stages before this one.</param>
    /// <param name="tokensBefore">Their tokens.</param>
    internal void Take(StepReport report, int stepsBefore, long tokensBefore)
    {
        (Step, Tokens) = (stepsBefore + report.Step, tokensBefore + report.Tokens);
        _sum += report.Loss;
        _count++;
        _rate = _learningRate * report.RateFactor;
        if (Step % _every == 0)
            Finish();
    }

    /// <summary>Makes a point of the steps since the last one, if there are any.</summary>
    internal void Finish()
    {
        if (_count == 0)
            return;
        Add(new LossPoint(Step, Tokens, _sum / _count, _rate, null));
        (_sum, _count) = (0, 0);
    }

    /// <summary>Takes a measurement of held-out texts.</summary>
    internal void Take(IReadOnlyList<string> languages, IReadOnlyList<Score> losses) =>
        Add(new LossPoint(Step, Tokens, null, null, [.. languages.Zip(losses, (language, loss) => (language, loss.Value))]));

    /// <summary>Takes the chrF of held-out pairs.</summary>
    internal void TakeChrf(double chrf) => Add(new LossPoint(Step, Tokens, null, null, null) { HeldOutChrf = chrf });

    /// <summary>The history as JSON Lines.</summary>
    internal static string ToLines(IEnumerable<LossPoint> points) => string.Concat(points.Select(LineOf));

    /// <inheritdoc/>
    public string Write() => new TrainingLogMemory(Step, Tokens, _sum, _rate, _count, [.. _points.Select(TrainingLogMemory.Point.Of)]).ToText();

    /// <inheritdoc/>
    public void Read(string text)
    {
        var memory = TrainingLogMemory.FromText(text);
        (Step, Tokens, _sum, _rate, _count) = (memory.Step, memory.Tokens, memory.Sum, memory.Rate, memory.Count);
        _points.Clear();
        _file?.SetLength(0);
        foreach (TrainingLogMemory.Point point in memory.Points)
            Add(point.ToPoint());
    }

    public void Dispose() => _file?.Dispose();

    private void Add(LossPoint point)
    {
        _points.Add(point);
        if (_file is null)
            return;
        try
        {
            _file.Write(Encoding.UTF8.GetBytes(LineOf(point)));
            _file.Flush();
        }
        catch (IOException failure)
        {
            throw FileFailure.Describe(_file.Name, failure);
        }
    }

    private static string LineOf(LossPoint point)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("step", point.Step);
            writer.WriteNumber("tokens", point.Tokens);
            if (point.Loss is { } loss)
                writer.WriteNumber("loss", Math.Round(loss, 6));
            if (point.LearningRate is { } rate)
                writer.WriteNumber("learningRate", rate);
            if (point.HeldOut is { } heldOut)
            {
                writer.WriteStartObject("heldOut");
                foreach ((string language, double value) in heldOut)
                    writer.WriteNumber(language, Math.Round(value, 6));
                writer.WriteEndObject();
            }

            if (point.HeldOutChrf is { } chrf)
                writer.WriteNumber("heldOutChrf", Math.Round(chrf, 6));
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan) + "\n";
    }
}
