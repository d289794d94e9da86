using TorchSharp.Modules;

namespace NlpTransfer.Torch;

/// <summary>Parameters that are trained alike.</summary>
/// <param name="Parameters">The parameters; those that do not train are passed over.</param>
/// <param name="LearningRate">The peak rate.</param>
/// <param name="WeightDecay">Decoupled decay of matrices; vectors (biases, layer norms) never decay.</param>
internal sealed record AdamWGroup(IReadOnlyList<Parameter> Parameters, double LearningRate, double WeightDecay);
