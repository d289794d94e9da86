namespace NlpTransfer.Training;

/// <summary>A part of a training by masked language modelling in which the same weights train.</summary>
/// <param name="Name">The stage, as progress shows it.</param>
/// <param name="TrainLayers">Whether everything trains; else the token embeddings alone.</param>
/// <param name="Share">Share of the steps.</param>
internal readonly record struct MaskedStage(string Name, bool TrainLayers, double Share);
