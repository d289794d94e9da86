namespace NlpTransfer.Evaluation;

/// <summary>What healing a remapped model took.</summary>
/// <param name="Steps">Optimiser steps.</param>
/// <param name="Seconds">Time of the steps, measuring on the way included.</param>
/// <param name="TrainedRows">Token embeddings that trained.</param>
public sealed record RemapHealing(int Steps, double Seconds, int TrainedRows);
