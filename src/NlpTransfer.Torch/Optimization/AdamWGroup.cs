using TorchSharp.Modules;

namespace NlpTransfer.Torch;

/// <summary>Parameters that are trained alike.</summary>
/// <param name="Parameters">The parameters; those that do not train are passed over.</param>
/// <param name="LearningRate">The peak rate.</param>
/// <param name="WeightDecay">Decoupled decay of matrices; vectors (biases, layer norms) never decay.</param>
internal sealed record AdamWGroup(IReadOnlyList<Parameter> Parameters, double LearningRate, double WeightDecay)
{
    /// <summary>
    /// Pull of all values, vectors too, towards those they have when the optimiser is made (L2-SP: Li et al. 2018), decoupled as the decay is: a step moves each
    /// by rate x pull of the way back. 0 for none.
    /// </summary>
    internal double StartPull { get; init; }
}
