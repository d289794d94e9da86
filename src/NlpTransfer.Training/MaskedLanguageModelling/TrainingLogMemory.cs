using System.Text.Json;
using System.Text.Json.Serialization;

namespace NlpTransfer.Training;

/// <summary>A history with its unfinished point, as checkpoints hold it: every number in full.</summary>
internal sealed record TrainingLogMemory(int Step, long Tokens, double Sum, double Rate, int Count, IReadOnlyList<TrainingLogMemory.Point> Points)
{
    internal string ToText() => JsonSerializer.Serialize(this, TrainingLogMemoryContext.Default.TrainingLogMemory);

    /// <exception cref="ModelFormatException">It is no history.</exception>
    internal static TrainingLogMemory FromText(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, TrainingLogMemoryContext.Default.TrainingLogMemory) ?? throw new JsonException("it is empty");
        }
        catch (JsonException failure)
        {
            throw new ModelFormatException($"The history in the checkpoint can't be read: {failure.Message}", failure);
        }
    }

    internal sealed record Point(int Step, long Tokens, double? Loss, double? LearningRate, IReadOnlyList<string>? Languages, IReadOnlyList<double>? HeldOut, double? HeldOutChrf = null)
    {
        internal static Point Of(LossPoint point) =>
            new(
            point.Step, point.Tokens, point.Loss, point.LearningRate, point.HeldOut?.Select(language => language.Language).ToArray(), point.HeldOut?.Select(language => language.Loss).ToArray(), point.HeldOutChrf);

        internal LossPoint ToPoint() => new(Step, Tokens, Loss, LearningRate, Languages is null || HeldOut is null ? null : [.. Languages.Zip(HeldOut)]) { HeldOutChrf = HeldOutChrf };
    }
}

[JsonSerializable(typeof(TrainingLogMemory))]
internal sealed partial class TrainingLogMemoryContext : JsonSerializerContext;
