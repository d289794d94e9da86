using NlpTransfer.Evaluation;
using NlpTransfer.Training;

namespace NlpTransfer.Cli.Commands.Classify;

/// <summary>The floor that a trained classifier brings along.</summary>
internal static class FloorChoice
{
    /// <summary>The name of the letters ensemble, in reports and as <c>--against</c>.</summary>
    internal const string Letters = "letters";

    /// <summary>The classifier's own letters ensemble; null where it has none, or is nothing else itself.</summary>
    internal static Contender? Of(TrainedClassifier trained) =>
        trained.Floor is { } floor && trained.Strategy != ClassifierStrategy.Letters ? new Contender(Letters, floor) : null;

    /// <summary>An evaluation against the floor.</summary>
    internal static EvaluationOptions Options(TrainedClassifier trained) => new() { Name = trained.Strategy.Name, Floor = Of(trained), TrainedOn = trained.TrainingRows };
}
