namespace NlpTransfer.Training;

/// <summary>A part of a training in which the same weights train.</summary>
/// <param name="Name">The stage, as progress shows it.</param>
/// <param name="TrainLayers">Whether the layers train beside the embeddings.</param>
/// <param name="Share">Share of the steps.</param>
internal readonly record struct VectorStage(string Name, bool TrainLayers, double Share);
