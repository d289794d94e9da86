using NlpTransfer.Torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace NlpTransfer.Training;

/// <summary>What steps of the project's models need, by their sizes.</summary>
internal static class StepMemories
{
    /// <summary>For an encoder all of whose weights train; whoever knows better says so.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="weights">Everything that is held as weights.</param>
    internal static StepMemory Of(TorchEncoder encoder, IEnumerable<Parameter> weights)
    {
        EncoderConfig config = encoder.Config;
        long count = Count(weights);
        return new StepMemory
        {
            Layers = config.Layers,
            TrainedLayers = config.Layers,
            Hidden = config.HiddenSize,
            Intermediate = config.IntermediateSize,
            Heads = config.Heads,
            ActsInSteps = config.Activation == Activation.GeluTanh,
            Rounds = encoder.Kernel is LinearKernel.BFloat16,
            Weights = count,
            Trained = count,
        };
    }

    /// <summary>Number of values.</summary>
    internal static long Count(IEnumerable<Parameter> parameters) => parameters.Sum(parameter => parameter.numel());

    /// <summary>Number of values that train.</summary>
    internal static long Trained(IEnumerable<Parameter> parameters) => Count(parameters.Where(parameter => parameter.requires_grad));
}
