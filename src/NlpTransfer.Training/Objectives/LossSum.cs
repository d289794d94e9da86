using TorchSharp;

namespace NlpTransfer.Training;

/// <summary>A loss before it is divided: the loop divides once, over all that belongs to a step.</summary>
/// <param name="Sum">The sum, a scalar tensor with its graph.</param>
/// <param name="Count">What it is a sum over.</param>
internal readonly record struct LossSum(torch.Tensor Sum, long Count);
