using NlpTransfer.Torch;
using TorchSharp;
using Parameter = TorchSharp.Modules.Parameter;

namespace NlpTransfer.Training;

/// <summary>Copies of weights, to go back to.</summary>
internal sealed class WeightSnapshot
{
    private readonly (Parameter Parameter, float[] Values)[] _weights;

    private WeightSnapshot((Parameter, float[])[] weights) => _weights = weights;

    /// <summary>Copies the values of the parameters that train.</summary>
    internal static WeightSnapshot Take(IEnumerable<Parameter> parameters) =>
        new([.. parameters.Where(parameter => parameter.requires_grad).Select(parameter => (parameter, TensorMemory.Of(parameter).ToArray()))]);

    /// <summary>Puts the values back.</summary>
    internal void Restore()
    {
        foreach ((Parameter parameter, float[] values) in _weights)
            values.CopyTo(TensorMemory.Of(parameter));
    }
}
