namespace NlpTransfer.Torch;

/// <summary>The memory of an optimiser.</summary>
/// <param name="Steps">Steps taken.</param>
/// <param name="First">Running means of the gradients, an array a parameter.</param>
/// <param name="Second">Running means of their squares, an array a parameter.</param>
internal sealed record AdamWState(int Steps, IReadOnlyList<float[]> First, IReadOnlyList<float[]> Second);
